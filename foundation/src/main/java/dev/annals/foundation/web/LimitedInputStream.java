package dev.annals.foundation.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A body that ends with an exception where it grows beyond its limit. */
final class LimitedInputStream extends ServletInputStream {

    /** The body has more bytes than the route accepts. */
    static final class BodyTooLarge extends IOException {

        private static final long serialVersionUID = 1;

        BodyTooLarge() {
            super("The body is too large");
        }
    }

    private final ServletInputStream body;
    private long left;

    LimitedInputStream(ServletInputStream body, long limit) {
        this.body = body;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        var read = body.read();
        if (read >= 0) count(1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = body.read(buffer, offset, length);
        if (read > 0) count(read);
        return read;
    }

    private void count(int read) throws BodyTooLarge {
        left -= read;
        if (left < 0) throw new BodyTooLarge();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
