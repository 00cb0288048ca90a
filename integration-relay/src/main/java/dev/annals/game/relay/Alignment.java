package dev.annals.game.relay;

import static dev.annals.game.relay.NakamaFailure.Kind.NOT_FOUND;
import static dev.annals.game.relay.NakamaFailure.Kind.OURS;
import static dev.annals.game.relay.NakamaFailure.Kind.USERNAME_TAKEN;

import dev.annals.game.GameAccountCommand.BanGameAccount;
import dev.annals.game.GameAccountCommand.DeleteGameAccount;
import dev.annals.game.GameAccountCommand.LinkGameAccount;
import dev.annals.game.GameAccountCommand.RenameGameAccount;
import dev.annals.game.GameAccountCommand.UnbanGameAccount;
import dev.annals.game.relay.GameAccounts.Linked;
import dev.annals.game.relay.GameWork.Wanted;
import dev.annals.shared.UserId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings one user's account over there to how it ought to be, from whatever it is: what it finds right it leaves alone,
 * so it can be done again at any time. Each step is written down as soon as the game server has confirmed it.
 */
final class Alignment {

    private final NakamaGate gate;
    private final Nakama nakama;
    private final SigningIn signingIn;
    private final GameAccounts accounts;

    Alignment(NakamaGate gate, Nakama nakama, GameAccounts accounts) {
        this.gate = gate;
        this.nakama = nakama;
        this.signingIn = new SigningIn(nakama);
        this.accounts = accounts;
    }

    void align(Wanted wanted) throws NakamaFailure {
        var known = accounts.of(wanted.userId());
        if (wanted.gone()) remove(wanted.userId(), known);
        else {
            var name = accounts.open(wanted.username());
            // Only who is gone has no name; then that event is on its way.
            if (name.isEmpty()) throw new NakamaFailure(OURS);
            var linked = known.isPresent() ? known : link(wanted, name);
            if (linked.isPresent()) alignAccount(wanted, name, linked.get());
        }
    }

    /** Whoever is blocked and has no account is given none: there is nothing to ban. */
    private Optional<Linked> link(Wanted wanted, String name) throws NakamaFailure {
        var userId = wanted.userId();
        var session = wanted.blocked() ? find(userId) : gate.pass(deadline -> signingIn.signIn(userId, name, deadline));
        if (session == null) return Optional.empty();
        accounts.record(new LinkGameAccount(userId, session.gameUserId(), session.username()));
        return accounts.of(userId);
    }

    private void alignAccount(Wanted wanted, String name, Linked linked) throws NakamaFailure {
        var userId = wanted.userId();
        if (!GameNames.fits(accounts.open(linked.username()), name, userId)) rename(userId, name, linked.gameUserId());
        if (wanted.blocked() == linked.banned()) return;
        act(wanted.blocked() ? "annals_ban" : "annals_unban", linked.gameUserId());
        accounts.record(wanted.blocked() ? new BanGameAccount(userId) : new UnbanGameAccount(userId));
    }

    private void rename(UserId userId, String username, UUID gameUserId) throws NakamaFailure {
        for (var name : GameNames.of(username, userId)) {
            try {
                gate.<Boolean>pass(deadline -> {
                    nakama.rename(gameUserId, name, deadline);
                    return true;
                });
                accounts.record(new RenameGameAccount(userId, name));
                return;
            } catch (NakamaFailure taken) {
                if (taken.kind() != USERNAME_TAKEN) throw taken;
            }
        }
        throw new NakamaFailure(USERNAME_TAKEN);
    }

    /** Whatever account there is over there, known or not: a sign-in may have made one and died before it said so. */
    private void remove(UserId userId, Optional<Linked> known) throws NakamaFailure {
        if (known.isPresent()) act("annals_delete", known.get().gameUserId());
        var unknown = find(userId);
        if (unknown != null) act("annals_delete", unknown.gameUserId());
        if (known.isPresent()) accounts.record(new DeleteGameAccount(userId));
    }

    private Nakama.@Nullable Session find(UserId userId) throws NakamaFailure {
        try {
            return gate.pass(deadline -> nakama.authenticate(userId.toString(), null, deadline));
        } catch (NakamaFailure failure) {
            if (failure.kind() == NOT_FOUND) return null;
            throw failure;
        }
    }

    private void act(String deed, UUID gameUserId) throws NakamaFailure {
        gate.<Boolean>pass(deadline -> {
            nakama.act(deed, gameUserId, deadline);
            return true;
        });
    }
}
