/** The Key Service's and the Auth Service's routes that only look. */
@org.jspecify.annotations.NullMarked
package dev.annals.keyservice.query;
