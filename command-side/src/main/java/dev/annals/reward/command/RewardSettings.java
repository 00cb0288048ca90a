package dev.annals.reward.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rewards are kept.
 *
 * @param buckets into how many parts the stock of a new reward is divided: that many claims of it do not wait for each
 *     other
 */
@ConfigurationProperties("annals.reward")
record RewardSettings(@DefaultValue("16") int buckets) {

    RewardSettings {
        if (buckets < 1 || buckets > 256) throw new IllegalArgumentException("annals.reward.buckets is from 1 to 256");
    }
}
