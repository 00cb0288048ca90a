/** Decides who may have what verified, and writes it down. */
@org.jspecify.annotations.NullMarked
package dev.annals.verification.command;
