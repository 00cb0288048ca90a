/** How projections are run: batches, generations, and waiting for a position. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.projection;
