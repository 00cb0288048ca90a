package dev.annals.userservice.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.web.MockHttpServletRequest;

class UserServiceProblemsTest {

    private final UserServiceProblems problems = new UserServiceProblems();

    @ParameterizedTest
    @CsvSource({
        "/users, true",
        "/users/1, true",
        "/users/1/roles, true",
        "/token, true",
        "/register, true",
        "/api/v1/users, false",
        "/usersx, false",
        "/auth/signup, false"
    })
    void onlyTheDialectsRoutesAreMeant(String path, boolean meant) {
        assertThat(problems.applies(new MockHttpServletRequest("GET", path))).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "401, SIGN_IN_FAILED, Could not validate credentials",
        "401, TOKEN_STALE, Could not validate credentials",
        "404, USER_NOT_FOUND, User not found",
        "404, NOT_FOUND, User not found",
        "404, ROUTE_NOT_FOUND, as it was",
        "409, USERNAME_TAKEN, as it was"
    })
    void twoTextsAreTheGuides(int status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), "as it was");
        problem.setProperty("code", code);

        problems.adapt(problem, new MockHttpServletRequest("GET", "/users/1"));

        assertThat(problem.getDetail()).isEqualTo(detail);
        assertThat(problem.getProperties()).containsEntry("code", code);
    }

    @Test
    void aProblemWithoutACodeStaysAsItIs() {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "as it was");

        problems.adapt(problem, new MockHttpServletRequest("GET", "/users/1"));

        assertThat(problem.getDetail()).isEqualTo("as it was");
    }
}
