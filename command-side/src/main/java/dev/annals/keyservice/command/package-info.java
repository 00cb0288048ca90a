/** The Key Service's and the Auth Service's routes that change something. */
@org.jspecify.annotations.NullMarked
package dev.annals.keyservice.command;
