/** The log: the event store, its order, its positions, and how Axon is wired to it. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.store;
