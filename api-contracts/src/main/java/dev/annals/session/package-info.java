/** The language of sessions: signing in, refreshing, signing out. */
@org.jspecify.annotations.NullMarked
package dev.annals.session;
