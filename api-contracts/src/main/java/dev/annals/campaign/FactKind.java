package dev.annals.campaign;

/** What a user did that campaigns count. The words are stored: never renamed. */
public enum FactKind {
    SIGN_IN,
    FRIEND,
    /** Something of the profile was said: whether there is a name, an e-mail address. */
    PROFILE
}
