package dev.annals.foundation.evidence;

/** A head of the chain that somebody has written down elsewhere: {@code position:hash}. */
public record KeptHead(long position, String hash) {

    /** Reads the text form; an {@link IllegalArgumentException} where it is none. */
    public static KeptHead parse(String text) {
        var parts = text.strip().split(":", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9a-f]{64}")) throw new IllegalArgumentException("No head");
        return new KeptHead(Long.parseLong(parts[0]), parts[1]);
    }
}
