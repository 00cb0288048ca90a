package dev.annals.foundation.web;

import dev.annals.shared.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What an answer that says no will say, before it takes its form. */
record Problem(HttpStatusCode status, String code, String detail, Map<String, Object> extras, HttpHeaders headers) {

    static Problem of(Refusal refusal) {
        return of(refusal, refusal.sentence());
    }

    static Problem of(Refusal refusal, String detail) {
        var problem =
                new Problem(status(refusal.kind()), refusal.name(), detail, new LinkedHashMap<>(), new HttpHeaders());
        if (problem.status.value() == 401) problem.headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        if (problem.status.value() == 503) problem.headers.set(HttpHeaders.RETRY_AFTER, "1");
        return problem;
    }

    static Problem of(HttpProblem problem) {
        return of(problem, problem.sentence);
    }

    static Problem of(HttpProblem problem, String detail) {
        return new Problem(problem.status, problem.name(), detail, new LinkedHashMap<>(), new HttpHeaders());
    }

    /** Adds a field to the document. */
    Problem with(String field, Object value) {
        extras.put(field, value);
        return this;
    }

    /** Adds what the framework says in header fields, e.g. which methods are allowed. */
    Problem with(HttpHeaders more) {
        headers.addAll(more);
        return this;
    }

    private static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case UNREADABLE -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
