package dev.annals.campaign;

/** Whether players find a campaign in their list. The words are stored: never renamed. */
public enum Visibility {
    /** In every player's list from its activation on. */
    PUBLIC,
    /** In no list; whoever has its id may look at it and take part. */
    UNLISTED
}
