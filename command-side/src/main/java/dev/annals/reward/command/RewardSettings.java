package dev.annals.reward.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rewards are kept.
 *
 * @param buckets into how many parts the stock of a new reward is divided: that many claims of it do not wait for each
 *     other
 * @param atOnce how many claims a process decides at a time; the others wait in the order in which they came, so that a
 *     rush leaves connections to everybody else and nobody is turned away for want of one
 * @param patience how long one may wait for its turn
 * @param webhook who is told of claims, if anybody; the rest of these settings is the sender's
 */
@ConfigurationProperties("annals.reward")
record RewardSettings(
        @DefaultValue("16") int buckets,
        @DefaultValue("12") int atOnce,
        @DefaultValue("60s") Duration patience,
        @DefaultValue Webhook webhook) {

    record Webhook(@DefaultValue("") String url) {}

    RewardSettings {
        if (buckets < 1 || buckets > 256) throw new IllegalArgumentException("annals.reward.buckets is from 1 to 256");
        if (atOnce < 1) throw new IllegalArgumentException("annals.reward.at-once is at least 1");
    }

    /** Whether rewards may be delivered by telling somebody. */
    boolean hasReceiver() {
        return !webhook.url().isBlank();
    }
}
