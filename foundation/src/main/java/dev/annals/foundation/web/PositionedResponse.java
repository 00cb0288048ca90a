package dev.annals.foundation.web;

import dev.annals.foundation.store.Positions;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Puts the position that the request's commands have reached on the answer, at the last moment before its head leaves:
 * the first byte of the body, a flush, or the end.
 */
final class PositionedResponse extends HttpServletResponseWrapper {

    static final String POSITION = "Annals-Position";

    private final @Nullable Positions positions;

    PositionedResponse(HttpServletResponse response, @Nullable Positions positions) {
        super(response);
        this.positions = positions;
    }

    void sayPosition() {
        if (isCommitted()) return;
        var appended = positions == null ? null : positions.appended();
        if (appended != null) setHeader(POSITION, appended.toString());
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        sayPosition();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        sayPosition();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        sayPosition();
        super.flushBuffer();
    }
}
