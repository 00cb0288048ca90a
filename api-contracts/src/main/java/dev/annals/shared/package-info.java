/** What every context may say: ids, who acts, what may be refused, what is personal. */
@org.jspecify.annotations.NullMarked
package dev.annals.shared;
