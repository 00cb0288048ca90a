package dev.annals.foundation.query;

import dev.annals.foundation.security.Caller;
import dev.annals.shared.Permission;
import dev.annals.shared.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What a permission has just opened to the caller of the current request.
 *
 * @param userId whom he looks at, where it is one
 */
public record Seen(
        Caller caller, Permission permission, @Nullable UserId userId) {

    private static final String NAME = Seen.class.getName();

    static void remember(Caller caller, Permission permission, @Nullable UserId userId) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null)
            request.setAttribute(NAME, new Seen(caller, permission, userId), RequestAttributes.SCOPE_REQUEST);
    }

    /** Absent where he was shown nothing but his own. */
    public static Optional<Seen> inThisRequest() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(NAME, RequestAttributes.SCOPE_REQUEST) instanceof Seen seen
                ? Optional.of(seen)
                : Optional.empty();
    }
}
