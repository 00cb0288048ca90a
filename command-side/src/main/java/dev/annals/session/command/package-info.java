/** Opens, refreshes and ends sessions, and signs the tokens that stand for them. */
@org.jspecify.annotations.NullMarked
package dev.annals.session.command;
