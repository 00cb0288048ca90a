package dev.annals.session;

/** How somebody proved who he is. Stored in events. */
public enum SignInMethod {
    PASSWORD
}
