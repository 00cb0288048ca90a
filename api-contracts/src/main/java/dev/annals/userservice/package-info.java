/** The language of the User Service's clients. */
@org.jspecify.annotations.NullMarked
package dev.annals.userservice;
