package dev.annals.foundation.web;

import dev.annals.shared.SharedRefusal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says where a body cannot be read and what belongs there; never what stands there. */
final class UnreadableBody {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.$-]{1,64}");

    private UnreadableBody() {}

    static Problem explain(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case null -> unreadable("The body is missing; this route needs one.");
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case StreamConstraintsException limit ->
                unreadable("The JSON is nested too deeply or has too long a part.");
            case InputCoercionException range ->
                unreadable("A number is out of range" + place(range.getLocation()) + ".");
            case MismatchedInputException mismatch ->
                unreadable(where(mismatch.getPath()) + " must be " + Expected.phrase(mismatch.getTargetType()) + ".");
            case StreamReadException syntax -> unreadable(syntax(syntax));
            case JacksonException other -> unreadable(where(other.getPath()) + " is not acceptable.");
            default -> unreadable("The body cannot be read.");
        };
    }

    private static Problem unreadable(String detail) {
        return Problem.of(SharedRefusal.UNREADABLE_REQUEST, detail);
    }

    private static Problem unknown(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds();
        var names = known == null || known.isEmpty()
                ? ""
                : " It knows "
                        + String.join(
                                ", ",
                                known.stream().map(String::valueOf).sorted().toList()) + ".";
        return Problem.of(
                SharedRefusal.UNKNOWN_PROPERTY,
                "This route does not know the property " + where(unknown.getPath()) + "." + names);
    }

    private static String syntax(StreamReadException syntax) {
        var message = String.valueOf(syntax.getOriginalMessage());
        var what = message.startsWith("Duplicate") ? "A property is given twice" : "The body is not valid JSON";
        return what + place(syntax.getLocation()) + ".";
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String where(List<JacksonException.Reference> path) {
        var text = new StringBuilder();
        for (var reference : path) {
            var name = reference.getPropertyName();
            if (name == null) text.append('[').append(reference.getIndex()).append(']');
            else
                text.append(text.isEmpty() ? "" : ".").append(NAME.matcher(name).matches() ? name : "…");
        }
        return text.isEmpty() ? "The body" : "'" + text + "'";
    }
}
