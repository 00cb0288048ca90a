package dev.annals.foundation.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /metrics}, where the Auth Service's scrapers look; the same as {@code /actuator/prometheus}. */
@RestController
class MetricsEndpoint {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final ObjectProvider<PrometheusMeterRegistry> registry;

    MetricsEndpoint(ObjectProvider<PrometheusMeterRegistry> registry) {
        this.registry = registry;
    }

    @GetMapping("/metrics")
    ResponseEntity<String> metrics() {
        var known = registry.getIfAvailable();
        return known == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok().contentType(TEXT).body(known.scrape());
    }
}
