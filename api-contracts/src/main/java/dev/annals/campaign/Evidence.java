package dev.annals.campaign;

import java.time.LocalDate;
import java.util.List;

/**
 * What counted: stored with a claim, so that it explains itself later.
 *
 * @param days the day keys that counted, in order
 * @param events the ids of the events that counted, in the order in which they happened
 */
public record Evidence(List<LocalDate> days, List<String> events) {

    /** Nothing counted. */
    public static final Evidence NONE = new Evidence(List.of(), List.of());
}
