/** Decides what operators may do to projections, and writes it down. */
@org.jspecify.annotations.NullMarked
package dev.annals.audit.command;
