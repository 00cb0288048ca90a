package dev.annals.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ProblemDetail;

/** How a dialect's clients expect errors to look: a bean of this type may add fields or change detail and status. */
public interface ProblemStyle {

    /** Whether the request is one of the dialect's. */
    boolean applies(HttpServletRequest request);

    /** Changes the finished problem document; its {@code code} and {@code request_id} are properties of it. */
    void adapt(ProblemDetail problem, HttpServletRequest request);
}
