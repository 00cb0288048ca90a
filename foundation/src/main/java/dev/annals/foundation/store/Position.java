package dev.annals.foundation.store;

/**
 * A place in the log of one store. Its text form is opaque to clients ({@code Annals-Position}); it names the store, so
 * that a position of another one is refused instead of believed.
 */
public record Position(String storeId, long index) {

    /** The text form. */
    @Override
    public String toString() {
        return storeId + "-" + Long.toString(index, 36);
    }

    /** Reads the text form; an {@link IllegalArgumentException} where it is none. */
    public static Position parse(String text) {
        var dash = text.lastIndexOf('-');
        if (dash < 1) throw new IllegalArgumentException("No position");
        return new Position(text.substring(0, dash), Long.parseLong(text.substring(dash + 1), 36));
    }
}
