package dev.annals.foundation.web;

import org.springframework.http.HttpStatus;

/** What goes wrong in HTTP itself, before anybody decides anything. The name is the public code and never changes. */
enum HttpProblem {
    MISSING_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter that this route needs is missing."),
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter cannot be read."),
    ROUTE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such route; all of them are listed at /docs."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This route does not know this method; see Allow."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "This route cannot answer in a form that the request accepts."),
    CONCURRENT_CHANGE(
            HttpStatus.CONFLICT, "Somebody else changed the same thing at the same moment; read it again and retry."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This route does not read this Content-Type; JSON is the usual one."),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The header fields are larger than accepted."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side; the request_id says which log line.");

    final HttpStatus status;
    final String sentence;

    HttpProblem(HttpStatus status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }
}
