package dev.annals.user.relay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** What subscribers of the Auth Service know: these seven fields and no other, in this order. */
@JsonPropertyOrder({"id", "email", "username", "action", "request_id", "timestamp", "service_name"})
record UserMessage(
        String id,
        String email,
        String username,
        String action,
        @JsonProperty("request_id") String requestId,
        String timestamp,
        @JsonProperty("service_name") String serviceName) {}
