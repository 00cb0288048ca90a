/** The language of roles: what a role permits, who holds it, who gave it and why. */
@org.jspecify.annotations.NullMarked
package dev.annals.role;
