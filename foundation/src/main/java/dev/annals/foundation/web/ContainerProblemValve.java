package dev.annals.foundation.web;

import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/** Writes a problem document where Tomcat would write its own page. Tomcat makes it by its name: it must be public. */
public final class ContainerProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        var writable = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
        if (!writable.get()) return;
        try {
            write(response, Statuses.problem(HttpStatusCode.valueOf(status)));
        } catch (IOException | IllegalStateException ignored) {
            // The client is gone, or the head has left already.
        }
    }

    private static String title(int status) {
        var known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    /** By hand: no word in it comes from the request, and the container's errors must not depend on the application. */
    private static void write(Response response, Problem problem) throws IOException {
        var id = response.getHeader(RequestFilter.REQUEST_ID);
        if (id == null) {
            id = UUID.randomUUID().toString();
            response.setHeader(RequestFilter.REQUEST_ID, id);
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.getReporter().write("""
                {"type":"urn:problem:annals:%s","title":"%s","status":%d,"detail":"%s","code":"%s","request_id":"%s"}""".formatted(
                        problem.code().toLowerCase(Locale.ROOT).replace('_', '-'),
                        title(response.getStatus()),
                        response.getStatus(),
                        problem.detail(),
                        problem.code(),
                        id));
        response.finishResponse();
    }
}
