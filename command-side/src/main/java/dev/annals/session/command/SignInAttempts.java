package dev.annals.session.command;

import static dev.annals.session.SessionRefusal.TOO_MANY_ATTEMPTS;

import dev.annals.foundation.personal.Secrets;
import dev.annals.shared.CommandRefused;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Slows down whoever guesses passwords: per account and address, and per address whatever the accounts. */
@Component
class SignInAttempts {

    private final FailureLimit perAccount;
    private final FailureLimit perAddress;
    private final Secrets secrets;

    @Autowired
    SignInAttempts(SignInSettings settings, Secrets secrets) {
        this(settings, secrets, TimeMeter.SYSTEM_NANOTIME);
    }

    SignInAttempts(SignInSettings settings, Secrets secrets, TimeMeter time) {
        this.secrets = secrets;
        perAccount = new FailureLimit(settings.failures(), settings.period(), settings.patience(), time);
        perAddress = new FailureLimit(settings.failuresPerAddress(), settings.period(), settings.patience(), time);
    }

    /**
     * Makes the attempt, or refuses with TOO_MANY_ATTEMPTS.
     *
     * @param succeeded whether an answer of the attempt is a success; an exception counts as none
     */
    <T> T limited(String login, @Nullable String address, Supplier<T> attempt, Function<T, Boolean> succeeded) {
        var from = address == null ? "unknown" : network(address);
        return limited(
                perAccount.of(account(login) + " " + from),
                () -> address == null ? attempt.get() : limited(perAddress.of(from), attempt, succeeded),
                succeeded);
    }

    private static <T> T limited(FailureLimit.Places places, Supplier<T> attempt, Function<T, Boolean> succeeded) {
        var wait = places.take();
        if (wait > 0) throw tooMany(wait);
        var failed = true;
        try {
            var answer = attempt.get();
            failed = !succeeded.apply(answer);
            return answer;
        } finally {
            places.leave(failed);
        }
    }

    private static CommandRefused tooMany(long waitNanos) {
        var seconds = Math.ceilDiv(waitNanos, 1_000_000_000L);
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            var response = attributes.getResponse();
            if (response != null) response.setHeader("Retry-After", Long.toString(seconds));
        }
        return new CommandRefused(
                TOO_MANY_ATTEMPTS, "Too many attempts to sign in; try again in " + seconds + " seconds.");
    }

    /** Names are only compared here, and not kept in clear for it. */
    private String account(String login) {
        var folded = Normalizer.normalize(login.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return secrets.lookupHash("sign_in_attempt", folded);
    }

    /** One customer has a whole /64 of IPv6. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) return address;
        try {
            // With a colon in it this is never looked up.
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
