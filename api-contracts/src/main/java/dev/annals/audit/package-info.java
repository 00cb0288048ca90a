/** The language of the audit trail: every event, readable by those who must prove what happened. */
@org.jspecify.annotations.NullMarked
package dev.annals.audit;
