package dev.annals.foundation.security;

import static dev.annals.shared.SharedRefusal.PASSWORD_CHANGE_REQUIRED;
import static dev.annals.shared.SharedRefusal.UNAUTHENTICATED;

import dev.annals.foundation.web.ProblemWriter;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.SharedRefusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows who calls by the bearer token in the Authorization header, and nowhere else. Public routes ignore the header. */
final class BearerFilter extends OncePerRequestFilter {

    /** The form of a compact JWS (RFC 6750, RFC 7515); also keeps megabytes away from the parser. */
    private static final Pattern BEARER =
            Pattern.compile("(?i:Bearer) +([A-Za-z0-9_-]{1,1024}\\.[A-Za-z0-9_-]{1,6144}\\.[A-Za-z0-9_-]{1,1024})");

    private final AccessTokens tokens;
    private final AccessGate gate;
    private final ProblemWriter problems;

    BearerFilter(AccessTokens tokens, AccessGate gate, ProblemWriter problems) {
        this.tokens = tokens;
        this.gate = gate;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null || PublicRoutes.ALL.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var token = verified(request);
        var refusal = token == null ? UNAUTHENTICATED : refusalOf(token, request);
        if (token == null || refusal != null) {
            problems.write(request, response, refusal == null ? UNAUTHENTICATED : refusal);
            return;
        }
        go(new Caller(token.userId(), token.sessionId(), token.epoch()), request, response, chain);
    }

    private AccessTokens.@Nullable Verified verified(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.size() != 1) return null;
        var bearer = BEARER.matcher(headers.getFirst());
        return bearer.matches() ? tokens.verify(bearer.group(1), request.getServletPath()) : null;
    }

    private @Nullable SharedRefusal refusalOf(AccessTokens.Verified token, HttpServletRequest request) {
        var refusal = gate.refusalOf(token);
        return refusal == PASSWORD_CHANGE_REQUIRED && PublicRoutes.WITH_ONE_TIME_PASSWORD.matches(request)
                ? null
                : refusal;
    }

    private static void go(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var security = SecurityContextHolder.createEmptyContext();
        security.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(security);
        var context = RequestContext.current();
        try {
            new RequestContext(context.requestId(), caller.actor(), caller.sessionId(), context.address())
                    .during(() -> {
                        try {
                            chain.doFilter(request, response);
                        } catch (IOException | ServletException e) {
                            throw new Carried(e);
                        }
                        return true;
                    });
        } catch (Carried carried) {
            if (carried.getCause() instanceof IOException io) throw io;
            throw (ServletException) carried.getCause();
        }
    }

    /** Takes a checked exception through a lambda. */
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Carried(Exception cause) {
            super(cause);
        }
    }
}
