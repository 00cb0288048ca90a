package dev.annals.foundation.web;

import dev.annals.foundation.settings.Role;
import dev.annals.foundation.settings.Roles;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A process without the role {@code api} shows how it is, and answers nothing else. */
@Component
@EnableConfigurationProperties(Roles.class)
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class RolesFilter extends OncePerRequestFilter {

    private final Roles roles;
    private final ProblemWriter problems;

    RolesFilter(Roles roles, ProblemWriter problems) {
        this.roles = roles;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return roles.has(Role.API) || path.equals("/metrics") || path.startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.write(
                request,
                response,
                Problem.of(
                        HttpProblem.ROUTE_NOT_FOUND, "This process does not answer requests: annals.roles lacks api."));
    }
}
