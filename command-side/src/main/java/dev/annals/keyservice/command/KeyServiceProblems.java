package dev.annals.keyservice.command;

import dev.annals.foundation.web.ProblemStyle;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** What is readable and wrong is 400 to clients of the Key Service and the Auth Service: they know no 422. */
@Component
class KeyServiceProblems implements ProblemStyle {

    @Override
    public boolean applies(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/api/v1/auth/") || path.equals("/api/v1/users/profile");
    }

    @Override
    public void adapt(ProblemDetail problem, HttpServletRequest request) {
        if (problem.getStatus() != HttpStatus.UNPROCESSABLE_CONTENT.value()) return;
        problem.setStatus(HttpStatus.BAD_REQUEST);
        problem.setTitle(HttpStatus.BAD_REQUEST.getReasonPhrase());
    }
}
