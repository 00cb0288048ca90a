package dev.annals.foundation.web;

import dev.annals.shared.SharedRefusal;
import java.util.LinkedHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The problem behind a bare status, where the framework or the container says no more. */
final class Statuses {

    private Statuses() {}

    static Problem problem(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> Problem.of(SharedRefusal.UNREADABLE_REQUEST);
            case 401 -> Problem.of(SharedRefusal.UNAUTHENTICATED);
            case 403 -> Problem.of(SharedRefusal.NOT_PERMITTED);
            case 404 -> Problem.of(HttpProblem.ROUTE_NOT_FOUND);
            case 405 -> Problem.of(HttpProblem.METHOD_NOT_ALLOWED);
            case 406 -> Problem.of(HttpProblem.NOT_ACCEPTABLE);
            case 413 -> Problem.of(SharedRefusal.BODY_TOO_LARGE);
            case 415 -> Problem.of(HttpProblem.UNSUPPORTED_MEDIA_TYPE);
            case 431 -> Problem.of(HttpProblem.HEADERS_TOO_LARGE);
            case 429 -> Problem.of(SharedRefusal.TOO_MANY_REQUESTS);
            case 503 -> Problem.of(SharedRefusal.UNAVAILABLE);
            default -> other(status);
        };
    }

    private static Problem other(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        if (known == null || known == HttpStatus.INTERNAL_SERVER_ERROR || !known.isError())
            return Problem.of(HttpProblem.INTERNAL_ERROR);
        return new Problem(
                known, known.name(), known.getReasonPhrase() + ".", new LinkedHashMap<>(), new HttpHeaders());
    }
}
