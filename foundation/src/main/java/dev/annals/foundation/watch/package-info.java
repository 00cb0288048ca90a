/** What makes it visible from outside how the house is: for gauges and health. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.watch;
