package dev.annals.foundation.settings;

/** A setting that the platform does not start with. The sentence says what to do and never holds the value. */
public final class SettingRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SettingRefused(String sentence) {
        super(sentence);
    }
}
