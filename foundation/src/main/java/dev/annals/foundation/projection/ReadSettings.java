package dev.annals.foundation.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How readers wait.
 *
 * @param patience ({@code annals.read.wait}) how long a question waits for the position it asks for
 * @param poll how often the stored place of a projection that runs in another process is looked at meanwhile
 */
@ConfigurationProperties("annals.read")
record ReadSettings(
        @Name("wait") @DefaultValue("3s") Duration patience,
        @DefaultValue("5ms") Duration poll) {}
