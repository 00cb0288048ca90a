package dev.annals.foundation.security;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Every route that asks for no access token. Whatever is not named here does. */
final class PublicRoutes {

    /** Routes that do not even look at an Authorization header. */
    static final RequestMatcher ALL = anyOf(
            post("/api/v1/users"),
            post("/api/v1/sessions"),
            post("/api/v1/sessions/refresh"),
            get("/.well-known/jwks.json"),
            get("/.well-known/audit-head.json"),
            get("/.well-known/audit-keys.json"),
            // Key Service and Auth Service
            post("/api/v1/auth/register"),
            post("/api/v1/auth/login"),
            post("/api/v1/auth/refresh"),
            post("/api/v1/auth/logout"),
            // User Service
            post("/register"),
            post("/token"),
            // Milkyway
            post("/auth/signup"),
            post("/auth/signin"),
            // For people and machines that watch
            get("/"),
            get("/health"),
            get("/metrics"),
            get("/actuator/prometheus"),
            get("/actuator/metrics/**"),
            get("/actuator/health/**"),
            get("/v3/api-docs/**"),
            get("/v3/api-docs.yaml"),
            get("/docs/**"),
            get("/api"),
            get("/swagger-ui/**"),
            get("/swagger-ui.html"),
            get("/webjars/**"),
            get("/favicon.ico"),
            get("/error"));

    /** Pages with scripts and styles of their own. */
    static final RequestMatcher PAGES =
            anyOf(get("/docs/**"), get("/api"), get("/swagger-ui/**"), get("/swagger-ui.html"), get("/webjars/**"));

    /** What is still open to somebody who must change a one-time password first. */
    static final RequestMatcher WITH_ONE_TIME_PASSWORD = anyOf(
            post("/api/v1/users/me/password"),
            route(HttpMethod.DELETE, "/api/v1/sessions/current"),
            route(HttpMethod.DELETE, "/api/v1/sessions"));

    private PublicRoutes() {}

    private static RequestMatcher get(String pattern) {
        return route(HttpMethod.GET, pattern);
    }

    private static RequestMatcher post(String pattern) {
        return route(HttpMethod.POST, pattern);
    }

    private static RequestMatcher route(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    private static RequestMatcher anyOf(RequestMatcher... routes) {
        return new OrRequestMatcher(List.of(routes));
    }
}
