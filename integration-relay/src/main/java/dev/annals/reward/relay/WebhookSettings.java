package dev.annals.reward.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told of claims ({@code ANNALS_REWARD_WEBHOOK_URL}, …).
 *
 * @param url where each claim is posted; empty: nobody is told, and rewards are delivered by hand
 * @param secret signs each request; several, separated by blanks or commas, while one is replaced by another
 * @param allowPrivate whether the receiver may be in a private network or on this machine
 * @param timeout how long a whole exchange may take
 * @param giveUpAfter for how long a claim is tried before it counts as failed
 * @param longestPause between two tries for one claim
 * @param workers how many claims are told at a time
 * @param poll how often the relay looks for something to tell; it is also told of it
 */
@ConfigurationProperties("annals.reward.webhook")
record WebhookSettings(
        @DefaultValue("") String url,
        @Nullable String secret,
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("3d") Duration giveUpAfter,
        @DefaultValue("15m") Duration longestPause,
        @DefaultValue("4") int workers,
        @DefaultValue("500ms") Duration poll) {

    WebhookSettings {
        url = url.strip();
        if (workers < 1) throw new IllegalArgumentException("annals.reward.webhook.workers is at least 1");
        if (!timeout.isPositive()) throw new IllegalArgumentException("annals.reward.webhook.timeout is more than 0");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WebhookSettings[" + (url.isEmpty() ? "absent" : "present") + "]";
    }
}
