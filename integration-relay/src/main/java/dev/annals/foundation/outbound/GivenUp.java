package dev.annals.foundation.outbound;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What NATS tells of a message that a durable gave up on. It names the stream and the sequence, and both may mean another
 * message by the time it is read: a stream of that name may have been made anew.
 *
 * @param notice NATS' own id of what it tells
 */
record GivenUp(
        String notice, String stream, String durable, long sequence, boolean isTerminated, int deliveries, Instant at) {

    static GivenUp read(JsonNode advisory) {
        return new GivenUp(
                advisory.path("id").asString(""),
                advisory.path("stream").asString(),
                advisory.path("consumer").asString(),
                advisory.path("stream_seq").asLong(),
                advisory.path("type").asString().endsWith("terminated"),
                advisory.path("deliveries").asInt(),
                OffsetDateTime.parse(advisory.path("timestamp").asString()).toInstant());
    }

    /** The same one however often it is told, and another one for the same place in a stream of the same name. */
    UUID id(String era) {
        var name = stream + ":" + durable + ":" + sequence + ":" + era;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
