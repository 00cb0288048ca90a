/** Whether everything that is kept agrees with the log. */
@org.jspecify.annotations.NullMarked
package dev.annals.verification;
