package dev.annals.foundation.web;

import dev.annals.shared.SharedRefusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What Spring MVC's own exceptions mean to the caller. */
final class MvcExplanation {

    private MvcExplanation() {}

    static @Nullable Problem of(Throwable link) {
        return switch (link) {
            case HttpMessageNotReadableException unreadable -> UnreadableBody.explain(unreadable);
            case BindException invalid -> invalid(fields(invalid));
            case HandlerMethodValidationException invalid -> invalid(fields(invalid));
            case MethodArgumentTypeMismatchException mismatch ->
                Problem.of(
                        HttpProblem.INVALID_PARAMETER,
                        "'" + mismatch.getName() + "' must be " + Expected.phrase(mismatch.getRequiredType()) + ".");
            case MissingServletRequestParameterException missing -> missing("parameter", missing.getParameterName());
            case MissingRequestHeaderException missing -> missing("header field", missing.getHeaderName());
            case MissingServletRequestPartException missing -> missing("part", missing.getRequestPartName());
            case MissingRequestValueException missing ->
                missing.isMissingAfterConversion()
                        ? Problem.of(HttpProblem.INVALID_PARAMETER)
                        : Problem.of(HttpProblem.MISSING_PARAMETER);
            case ServletRequestBindingException missing -> Problem.of(HttpProblem.MISSING_PARAMETER);
            case MaxUploadSizeExceededException large -> Problem.of(SharedRefusal.BODY_TOO_LARGE);
            case MultipartException unreadable -> Problem.of(SharedRefusal.UNREADABLE_REQUEST);
            case NoResourceFoundException nothing -> Problem.of(HttpProblem.ROUTE_NOT_FOUND);
            case NoHandlerFoundException nothing -> Problem.of(HttpProblem.ROUTE_NOT_FOUND);
            case HttpRequestMethodNotSupportedException method ->
                Problem.of(HttpProblem.METHOD_NOT_ALLOWED).with(method.getHeaders());
            case HttpMediaTypeNotSupportedException type ->
                Problem.of(HttpProblem.UNSUPPORTED_MEDIA_TYPE).with(type.getHeaders());
            case HttpMediaTypeNotAcceptableException type -> Problem.of(HttpProblem.NOT_ACCEPTABLE);
            case ErrorResponse other -> Statuses.problem(other.getStatusCode()).with(other.getHeaders());
            default -> null;
        };
    }

    private static Problem missing(String what, String name) {
        return Problem.of(HttpProblem.MISSING_PARAMETER, "The " + what + " '" + name + "' is missing.");
    }

    private static Problem invalid(List<Map<String, String>> fields) {
        var names = fields.stream().map(field -> "'" + field.get("name") + "' " + field.get("message"));
        var detail =
                fields.isEmpty() ? SharedRefusal.INVALID_VALUE.sentence() : String.join("; ", names.toList()) + ".";
        return Problem.of(SharedRefusal.INVALID_VALUE, detail).with("fields", fields);
    }

    private static List<Map<String, String>> fields(BindException invalid) {
        return invalid.getAllErrors().stream().map(MvcExplanation::field).toList();
    }

    private static List<Map<String, String>> fields(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> error instanceof FieldError field
                                ? field(field)
                                : field(
                                        String.valueOf(
                                                result.getMethodParameter().getParameterName()),
                                        error)))
                .toList();
    }

    private static Map<String, String> field(ObjectError error) {
        return field(error instanceof FieldError field ? field.getField() : error.getObjectName(), error);
    }

    private static Map<String, String> field(String path, MessageSourceResolvable error) {
        var message = error.getDefaultMessage();
        return Map.of("name", Expected.onTheWire(path), "message", message == null ? "is not acceptable" : message);
    }
}
