package dev.annals.shared;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;

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

    /** Asked for each sealed value that is read. */
    private static final Map<String, Purpose> BY_CODE =
            Arrays.stream(values()).collect(toUnmodifiableMap(Purpose::code, purpose -> purpose));

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
        var purpose = BY_CODE.get(code);
        if (purpose == null) throw new IllegalArgumentException("No purpose: " + code);
        return purpose;
    }
}
