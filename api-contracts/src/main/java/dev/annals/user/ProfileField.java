package dev.annals.user;

import dev.annals.shared.Purpose;

/** The parts of a profile, and how each is sealed. */
public enum ProfileField {
    DISPLAY_NAME(Purpose.DISPLAY_NAME),
    FIRST_NAME(Purpose.FIRST_NAME),
    LAST_NAME(Purpose.LAST_NAME),
    ZONE(Purpose.ZONE),
    AVATAR(Purpose.AVATAR),
    BIO(Purpose.BIO);

    private final Purpose purpose;

    ProfileField(Purpose purpose) {
        this.purpose = purpose;
    }

    /** The purpose its value is sealed for. */
    public Purpose purpose() {
        return purpose;
    }
}
