package dev.annals.userservice.command;

import dev.annals.foundation.web.ProblemStyle;
import dev.annals.shared.SharedRefusal;
import dev.annals.user.UserRefusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** The two texts that the User Service's clients compare with; the code still says which case it is. */
@Component
class UserServiceProblems implements ProblemStyle {

    private static final Set<Object> NO_USER =
            Set.of(UserRefusal.USER_NOT_FOUND.name(), SharedRefusal.NOT_FOUND.name());

    @Override
    public boolean applies(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/register") || path.equals("/token") || path.equals("/users") || path.startsWith("/users/");
    }

    @Override
    public void adapt(ProblemDetail problem, HttpServletRequest request) {
        if (problem.getStatus() == HttpStatus.UNAUTHORIZED.value()) problem.setDetail("Could not validate credentials");
        var properties = problem.getProperties() == null ? Map.<String, Object>of() : problem.getProperties();
        if (NO_USER.contains(properties.getOrDefault("code", ""))) problem.setDetail("User not found");
    }
}
