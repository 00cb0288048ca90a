package dev.annals.foundation.store;

/** The keys under which every event says where it came from. Stored for ever. */
public final class EventMetadata {

    /** The request that led to the event. */
    public static final String REQUEST_ID = "request_id";
    /** The command or the event that led to the event. */
    public static final String CAUSATION_ID = "causation_id";
    /** Who acted, as {@code dev.annals.shared.Actor} text. */
    public static final String ACTOR = "actor";
    /** The actor's session, if any. */
    public static final String SESSION = "session";
    /** The source address, sealed: the text of a {@code Personal} under the actor's key. */
    public static final String ADDRESS = "address";

    private EventMetadata() {}
}
