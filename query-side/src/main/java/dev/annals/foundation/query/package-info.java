/** What every question shares: the read-only database, pages and their cursors, who may see what. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.query;
