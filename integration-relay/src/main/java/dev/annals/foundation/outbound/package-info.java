/** How messages leave the house: NATS JetStream and HTTP, exact under every failure. Knows no context. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.outbound;
