/** The language of the Key Service's and the Auth Service's clients. */
@org.jspecify.annotations.NullMarked
package dev.annals.keyservice;
