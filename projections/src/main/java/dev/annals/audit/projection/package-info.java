/** Keeps one line per event, to find it again. */
@org.jspecify.annotations.NullMarked
package dev.annals.audit.projection;
