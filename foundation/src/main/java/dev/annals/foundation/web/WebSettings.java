package dev.annals.foundation.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the HTTP side lets in.
 *
 * @param trustedProxies addresses or networks (CIDR) whose {@code X-Forwarded-For} is believed; none by default
 * @param maxBody the largest request body
 * @param cors which other origins' pages may call
 */
@ConfigurationProperties("annals.web")
record WebSettings(
        @DefaultValue List<Network> trustedProxies,
        @DefaultValue("64KB") DataSize maxBody,
        @DefaultValue Cors cors) {

    /** Origins such as {@code https://console.example.com}; none by default. */
    record Cors(@DefaultValue List<String> allowedOrigins) {}
}
