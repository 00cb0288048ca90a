/** What operators wish of the relay and see of it, whichever process it runs in. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.relay;
