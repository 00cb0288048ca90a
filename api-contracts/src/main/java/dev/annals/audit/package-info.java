/** The language of the audit trail: every event, readable by those who must prove what happened, and what operators did. */
@org.jspecify.annotations.NullMarked
package dev.annals.audit;
