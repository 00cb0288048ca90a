package dev.annals.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What of an exception may be logged: classes, frames, SQL states, and messages that this house wrote itself. The
 * messages of others quote what they were given, and that may be somebody's name.
 */
final class Traces {

    private static final int FRAMES = 60;

    private Traces() {}

    static String of(Throwable thrown) {
        var text = new StringBuilder();
        for (var link : chain(thrown)) {
            text.append(text.isEmpty() ? "" : "Caused by: ").append(name(link)).append('\n');
            var frames = link.getStackTrace();
            for (var i = 0; i < Math.min(frames.length, FRAMES); i++)
                text.append("\tat ").append(frames[i]).append('\n');
        }
        return text.toString();
    }

    static String line(Throwable thrown) {
        var text = new StringBuilder();
        for (var link : chain(thrown)) text.append(text.isEmpty() ? "" : " <- ").append(name(link));
        return text.toString();
    }

    /** The pattern of the route, never the path: paths may hold names. */
    static String route(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                ? pattern
                : "(no route)";
    }

    static Set<Throwable> chain(Throwable thrown) {
        var chain = new LinkedHashSet<Throwable>();
        for (var link = thrown; link != null && chain.add(link); link = link.getCause()) {}
        return chain;
    }

    private static String name(Throwable link) {
        var name = link.getClass().getName();
        if (link instanceof SQLException sql) return name + " [SQLState " + sql.getSQLState() + "]";
        return isOurs(link) ? name + ": " + link.getMessage() : name;
    }

    /** Thrown by our code, and not in the words of its cause. */
    private static boolean isOurs(Throwable link) {
        var frames = link.getStackTrace();
        if (frames.length == 0 || !frames[0].getClassName().startsWith("dev.annals.")) return false;
        var cause = link.getCause();
        return cause == null
                || cause.getMessage() == null
                || !String.valueOf(link.getMessage()).contains(cause.getMessage());
    }
}
