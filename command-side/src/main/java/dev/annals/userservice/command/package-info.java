/** The User Service's routes that change something. */
@org.jspecify.annotations.NullMarked
package dev.annals.userservice.command;
