/** Requests that may be repeated without being carried out twice. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.idempotency;
