package dev.annals.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page starts, opaque; absent on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
