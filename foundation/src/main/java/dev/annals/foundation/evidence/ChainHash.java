package dev.annals.foundation.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The running hash: SHA-256 over the hash before, the index of the event before and the event itself. The index of the
 * event before says of everything in between that nothing was there. docs/audit-format.md has the exact bytes.
 */
final class ChainHash {

    static final int MARK_BYTES = 8;

    private final MessageDigest sha256 = sha256();
    private byte[] hash;
    private long last;

    private ChainHash(byte[] hash, long last) {
        this.hash = hash;
        this.last = last;
    }

    /** Before the first event of a store. */
    static ChainHash start(String storeId) {
        return new ChainHash(sha256().digest(("annals-chain-v1:" + storeId).getBytes(UTF_8)), 0);
    }

    /** After the event at that index. */
    static ChainHash after(long index, byte[] hash) {
        return new ChainHash(hash, index);
    }

    /** Takes the next event in. */
    void add(ChainedEvent event) {
        sha256.update(hash);
        number(last);
        number(event.index());
        text(event.eventId());
        text(event.aggregateType());
        text(event.aggregateId());
        number(event.sequenceNumber());
        text(event.type());
        text(event.revision());
        number(micros(event.recordedAt()));
        bytes(event.payload());
        bytes(event.metadata());
        hash = sha256.digest();
        last = event.index();
    }

    long last() {
        return last;
    }

    byte[] value() {
        return hash.clone();
    }

    long mark() {
        return ByteBuffer.wrap(hash).getLong();
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private void number(long value) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
    }

    private void text(@Nullable String text) {
        if (text == null) length(-1);
        else bytes(text.getBytes(UTF_8));
    }

    private void bytes(byte[] bytes) {
        length(bytes.length);
        sha256.update(bytes);
    }

    private void length(int length) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
