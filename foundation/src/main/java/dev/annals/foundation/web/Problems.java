package dev.annals.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Gives every problem its form (RFC 9457): type, title, status, detail, code, request_id, and what dialects add. */
@Component
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final List<ProblemStyle> styles;

    Problems(ObjectProvider<ProblemStyle> styles) {
        this.styles = styles.orderedStream().toList();
    }

    /** What the exception means for the caller; a bug is logged and says nothing. */
    ResponseEntity<ProblemDetail> answer(Throwable thrown, HttpServletRequest request) {
        var problem = Explanation.of(thrown).orElse(null);
        if (problem == null) {
            LOG.error("{} {} failed\n{}", request.getMethod(), Traces.route(request), Traces.of(thrown));
            problem = Problem.of(HttpProblem.INTERNAL_ERROR);
        } else if (problem.status().is5xxServerError()) {
            LOG.warn("{} {}: {} {}", request.getMethod(), Traces.route(request), problem.code(), Traces.line(thrown));
        }
        return answer(problem, request);
    }

    ResponseEntity<ProblemDetail> answer(Problem problem, HttpServletRequest request) {
        var document = ProblemDetail.forStatusAndDetail(problem.status(), problem.detail());
        document.setType(URI.create(
                "urn:problem:annals:" + problem.code().toLowerCase(Locale.ROOT).replace('_', '-')));
        var requestId = RequestContext.current().requestId();
        // Spring would say the path here, and paths may hold what somebody typed.
        document.setInstance(URI.create("urn:annals:request:" + requestId));
        document.setProperty("code", problem.code());
        document.setProperty("request_id", requestId);
        problem.extras().forEach(document::setProperty);
        for (var style : styles) if (style.applies(request)) style.adapt(document, request);
        return ResponseEntity.status(document.getStatus())
                .headers(problem.headers())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(document);
    }
}
