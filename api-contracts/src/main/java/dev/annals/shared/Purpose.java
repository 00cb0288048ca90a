package dev.annals.shared;

import java.util.Arrays;

/** What a personal value is. The code is part of what is authenticated: it is never renamed and never used again. */
public enum Purpose {
    USERNAME("un"),
    EMAIL("em"),
    DISPLAY_NAME("dn"),
    FIRST_NAME("fn"),
    LAST_NAME("ln"),
    ZONE("tz"),
    AVATAR("av"),
    BIO("bi"),
    ADDRESS("ad"),
    DEVICE("de"),
    REASON("re"),
    EXTERNAL_ID("ex"),
    INVITE_CODE("ic"),
    AUDIT_QUERY("aq");

    private final String code;

    Purpose(String code) {
        this.code = code;
    }

    /** The stored code. */
    public String code() {
        return code;
    }

    /** The purpose that a stored code names. */
    public static Purpose of(String code) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.code.equals(code))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("No purpose: " + code));
    }
}
