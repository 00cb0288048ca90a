/** The language of users: accounts, profiles, blocks. */
@org.jspecify.annotations.NullMarked
package dev.annals.user;
