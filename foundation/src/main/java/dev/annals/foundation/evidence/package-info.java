/** Proves that the log is what it was: a chain of hashes over every event, sealed with a key that is in no database. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.evidence;
