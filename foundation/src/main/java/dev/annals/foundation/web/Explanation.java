package dev.annals.foundation.web;

import dev.annals.shared.CommandRefused;
import dev.annals.shared.Refusal;
import dev.annals.shared.SharedRefusal;
import java.util.Optional;
import java.util.Set;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.util.DisconnectedClientHelper;

/** What an exception means to the caller. Absent for a bug. */
final class Explanation {

    private Explanation() {}

    static Optional<Problem> of(Throwable thrown) {
        var chain = Traces.chain(thrown);
        if (chain.stream().anyMatch(LimitedInputStream.BodyTooLarge.class::isInstance))
            return Optional.of(Problem.of(SharedRefusal.BODY_TOO_LARGE));
        for (var link : chain) {
            var problem = explain(link);
            if (problem == null) problem = MvcExplanation.of(link);
            if (problem != null) return Optional.of(problem);
        }
        // The store first: a connection that broke may be the one to the database.
        return StoreExplanation.of(chain).or(() -> broken(thrown, chain));
    }

    private static Optional<Problem> broken(Throwable thrown, Set<Throwable> chain) {
        return chain.stream().anyMatch(BadRequestException.class::isInstance)
                        || DisconnectedClientHelper.isClientDisconnectedException(thrown)
                ? Optional.of(Problem.of(SharedRefusal.UNREADABLE_REQUEST, "The request broke off or is malformed."))
                : Optional.empty();
    }

    private static @Nullable Problem explain(Throwable link) {
        return switch (link) {
            case CommandRefused refused -> Problem.of(refused.refusal(), String.valueOf(refused.getMessage()));
            case CommandExecutionException refused ->
                refused.<Object>getDetails()
                        .filter(Refusal.class::isInstance)
                        .map(refusal -> Problem.of((Refusal) refusal))
                        .orElse(null);
            case AggregateNotFoundException unknown -> Problem.of(SharedRefusal.NOT_FOUND);
            case ConcurrencyException lost -> Problem.of(HttpProblem.CONCURRENT_CHANGE);
            case ConcurrencyFailureException lost -> Problem.of(HttpProblem.CONCURRENT_CHANGE);
            case AccessDeniedException denied -> Problem.of(SharedRefusal.NOT_PERMITTED);
            case AuthenticationException unknown -> Problem.of(SharedRefusal.UNAUTHENTICATED);
            case InvalidParameterException form -> form(form);
            default -> null;
        };
    }

    /** What Tomcat says when it reads a form itself. */
    private static Problem form(InvalidParameterException form) {
        return form.getErrorCode() == 413
                ? Problem.of(SharedRefusal.BODY_TOO_LARGE)
                : Problem.of(SharedRefusal.UNREADABLE_REQUEST, "The parameters or the form cannot be read.");
    }
}
