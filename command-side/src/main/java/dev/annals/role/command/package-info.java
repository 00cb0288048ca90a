/** Decides who may hold which role, and what a role permits. */
@org.jspecify.annotations.NullMarked
package dev.annals.role.command;
