/** The User Service's routes that only look. */
@org.jspecify.annotations.NullMarked
package dev.annals.userservice.query;
