package dev.annals.campaign;

import java.time.LocalDate;
import java.util.SortedMap;

/**
 * How many players took part, by the days of the campaign on which they got so far.
 *
 * @param started those of whom something counted for the first time
 * @param qualified those who met the condition
 */
public record CampaignSteps(SortedMap<LocalDate, Long> started, SortedMap<LocalDate, Long> qualified) {}
