package dev.annals.reward;

import org.jspecify.annotations.Nullable;

/**
 * So many of something, e.g. 500 gems.
 *
 * @param itemId the item of the catalogue it was taken from, if any
 */
public record RewardItem(@Nullable ItemId itemId, String item, long quantity) {}
