package dev.annals.milkyway.command;

import dev.annals.foundation.web.ProblemStyle;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Adds what NestJS calls status and detail. */
@Component
class MilkywayProblems implements ProblemStyle {

    private static final Pattern ROUTES = Pattern.compile("/(auth|event)(/.*)?|/health");

    @Override
    public boolean applies(HttpServletRequest request) {
        return ROUTES.matcher(request.getRequestURI()).matches();
    }

    @Override
    public void adapt(ProblemDetail problem, HttpServletRequest request) {
        problem.setProperty("statusCode", problem.getStatus());
        if (request.getRequestURI().endsWith("/claim-reward")) problem.setProperty("finalClaimStatus", "FAILURE");
        problem.setProperty("message", Objects.requireNonNullElse(problem.getDetail(), ""));
    }
}
