/** Answers questions about events of any kind. */
@org.jspecify.annotations.NullMarked
package dev.annals.audit.query;
