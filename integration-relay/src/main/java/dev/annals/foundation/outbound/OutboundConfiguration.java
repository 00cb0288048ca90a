package dev.annals.foundation.outbound;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What relays are made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NatsSettings.class, RelaySettings.class})
class OutboundConfiguration {

    @Bean
    NatsConnections natsConnections(NatsSettings settings) {
        return new NatsConnections(settings);
    }
}
