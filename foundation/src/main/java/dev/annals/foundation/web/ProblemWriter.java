package dev.annals.foundation.web;

import dev.annals.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents outside of controllers: in filters and in the security entry points. */
@Component
public class ProblemWriter {

    private final Problems problems;
    private final JsonMapper json;

    ProblemWriter(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /** Answers with the refusal. Header fields that the response already has, e.g. WWW-Authenticate, stay. */
    public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        write(response, problems.answer(Problem.of(refusal), request));
    }

    /** Answers with the refusal in a sentence that fits the case better than its own. */
    public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal, String sentence)
            throws IOException {
        write(response, problems.answer(Problem.of(refusal, sentence), request));
    }

    /** Answers with what the exception means; a bug is logged and is a 500 that says nothing. */
    public void write(HttpServletRequest request, HttpServletResponse response, Exception thrown) throws IOException {
        write(response, problems.answer(thrown, request));
    }

    void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        write(response, problems.answer(problem, request));
    }

    private void write(HttpServletResponse response, ResponseEntity<ProblemDetail> answer) throws IOException {
        if (response.isCommitted()) return;
        response.resetBuffer();
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> {
            if (!response.containsHeader(name)) values.forEach(value -> response.addHeader(name, value));
        });
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var body = json.writeValueAsBytes(answer.getBody());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
