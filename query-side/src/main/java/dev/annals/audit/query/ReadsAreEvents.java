package dev.annals.audit.query;

import dev.annals.audit.AuditCommand.RecordAuditRead;
import dev.annals.foundation.query.Seen;
import dev.annals.foundation.query.Sight;
import dev.annals.shared.Permission;
import dev.annals.shared.UserId;
import java.util.EnumSet;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Writes down what an auditor reads, before he reads it: the answer leaves when the event is stored. Whoever reads the
 * audit trail counts as one, whatever his role; who holds AUDITOR does so whatever he reads that is not his own.
 */
@RestControllerAdvice
class ReadsAreEvents implements ResponseBodyAdvice<Object> {

    private static final Set<Permission> OF_AUDITORS =
            EnumSet.of(Permission.AUDIT_READ, Permission.AUDIT_EXPORT, Permission.AUDIT_VERIFY);
    private static final String AUDITOR = "AUDITOR";

    private final CommandGateway commands;
    private final Sight sight;

    ReadsAreEvents(CommandGateway commands, Sight sight) {
        this.commands = commands;
        this.sight = sight;
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request.getMethod() == HttpMethod.GET && request instanceof ServletServerHttpRequest of)
            Seen.inThisRequest().filter(this::isOfAnAuditor).ifPresent(seen -> record(seen, of));
        return body;
    }

    private boolean isOfAnAuditor(Seen seen) {
        return OF_AUDITORS.contains(seen.permission()) || sight.holds(seen.caller(), AUDITOR);
    }

    private void record(Seen seen, ServletServerHttpRequest request) {
        var servlet = request.getServletRequest();
        var pattern = servlet.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        record(
                seen.caller().userId(),
                "GET " + pattern,
                whom(seen, servlet.getParameter("user")),
                servlet.getQueryString());
    }

    /** The trail is asked for one user by a parameter. */
    private static @Nullable UserId whom(Seen seen, @Nullable String parameter) {
        if (seen.userId() != null || parameter == null) return seen.userId();
        try {
            return UserId.of(parameter);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    void record(UserId auditor, String route, @Nullable UserId userId, @Nullable String query) {
        commands.sendAndWait(new RecordAuditRead(auditor, route, userId, query));
    }
}
