package dev.annals.foundation.web;

import dev.annals.foundation.store.Positions;
import dev.annals.shared.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost of ours: gives the request its id, its address and a nobody who acts, until the caller is known; puts
 * the id on the answer and on every log line; and turns whatever the others throw into a problem document.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestFilter extends OncePerRequestFilter {

    static final String REQUEST_ID = "X-Request-Id";
    private static final String MDC_KEY = "request_id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String CONTEXT = RequestFilter.class.getName() + ".context";

    private final CallerAddress address;
    private final SingletonSupplier<Positions> positions;
    private final ProblemWriter problems;

    RequestFilter(WebSettings settings, ObjectProvider<Positions> positions, ProblemWriter problems) {
        this.address = new CallerAddress(settings.trustedProxies());
        this.positions = SingletonSupplier.ofNullable(positions::getIfAvailable);
        this.problems = problems;
    }

    /** The container's own error page is part of the same request: same id, same shape. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        var context = context(request);
        MDC.put(MDC_KEY, context.requestId());
        response.setHeader(REQUEST_ID, context.requestId());
        var former = context.enter();
        var known = positions.get();
        if (known != null) known.forget();
        var answer = new PositionedResponse(response, known);
        try {
            chain.doFilter(request, answer);
            answer.sayPosition();
        } catch (Exception e) {
            problems.write(request, response, e);
        } finally {
            RequestContext.leave(former);
            MDC.remove(MDC_KEY);
        }
    }

    private RequestContext context(HttpServletRequest request) {
        if (request.getAttribute(CONTEXT) instanceof RequestContext same) return same;
        var given = request.getHeader(REQUEST_ID);
        var id = given != null && ACCEPTED.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        var context = new RequestContext(id, new Actor.Anonymous(), null, address.of(request));
        request.setAttribute(CONTEXT, context);
        return context;
    }
}
