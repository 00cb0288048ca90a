/** Keeps who held which role for readers. */
@org.jspecify.annotations.NullMarked
package dev.annals.role.projection;
