/** Decides what happens to accounts: names, profiles, passwords, blocks. */
@org.jspecify.annotations.NullMarked
package dev.annals.user.command;
