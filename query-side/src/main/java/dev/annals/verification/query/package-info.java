/** Folds the log and compares, with nothing of what it checks: no projection, no rule of the write side. */
@org.jspecify.annotations.NullMarked
package dev.annals.verification.query;
