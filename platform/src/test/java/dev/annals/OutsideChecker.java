package dev.annals;

import dev.annals.History.Outcome;
import dev.annals.foundation.store.StoredJson;
import dev.annals.foundation.store.StoredTypes;
import dev.annals.foundation.store.Upcasting;
import dev.annals.verification.Findings;
import dev.annals.verification.Verification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks into a store from outside of the processes that use it, with the master key and the clients' own history. */
final class OutsideChecker {

    /** What was seen. */
    record Seen(Findings findings, List<String> lost) {}

    private final List<String> settings;

    /** @param settings which store, and where its master key is */
    OutsideChecker(List<String> settings) {
        this.settings = settings;
    }

    /** Compares the store with its own log, and the log with what the clients were told. */
    Seen look(History history) {
        var arguments = new ArrayList<>(settings);
        arguments.addAll(List.of(
                "--spring.main.web-application-type=none",
                "--spring.main.banner-mode=off",
                "--logging.level.root=WARN",
                "--spring.datasource.hikari.maximum-pool-size=3"));
        try (var context = new SpringApplicationBuilder(Parts.class).run(arguments.toArray(String[]::new))) {
            var stored = stored(context.getBean(JdbcTemplate.class));
            return new Seen(context.getBean(Verification.class).compare(), lost(history, stored));
        }
    }

    static List<String> lost(History history, Map<String, Map<String, Long>> stored) {
        var lost = new ArrayList<String>();
        for (var line : history.lines()) {
            var events = stored.getOrDefault(line.requestId(), Map.of());
            var there = new HashSet<>(line.wish().events);
            there.retainAll(events.keySet());
            var isWhole = there.equals(line.wish().events);
            if (line.outcome() == Outcome.ACKNOWLEDGED && !isWhole) lost.add("Acknowledged and not stored: " + line);
            if (line.outcome() == Outcome.REFUSED && !there.isEmpty()) lost.add("Refused and stored: " + line);
            if (line.outcome() == Outcome.UNKNOWN && !there.isEmpty() && !isWhole) lost.add("Half stored: " + line);
            if (line.position() != null && !events.containsValue(line.position()))
                lost.add("Stored elsewhere than told: " + line);
        }
        return lost;
    }

    /** The types and places of events, by the request that led to them. */
    private static Map<String, Map<String, Long>> stored(JdbcTemplate jdbc) {
        var stored = new HashMap<String, Map<String, Long>>();
        jdbc.setFetchSize(1_000);
        jdbc.query("SELECT global_index, payload_type, metadata FROM domain_event ORDER BY global_index", row -> {
            var requestId =
                    Http.JSON.readTree(row.getBytes(3)).path("request_id").asString("");
            if (requestId.startsWith("soak-"))
                stored.computeIfAbsent(requestId, first -> new HashMap<>()).put(row.getString(2), row.getLong(1));
        });
        return stored;
    }

    /** The database, the keys and the fold: nothing that writes. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @ComponentScan("dev.annals.foundation.personal")
    @ComponentScan(
            basePackages = "dev.annals.verification.query",
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*LogFold"))
    static class Parts {

        @Bean
        Serializer serializer() {
            return new StoredJson(StoredTypes.onClassPath());
        }

        @Bean
        Upcasting upcasting(Serializer serializer) {
            return new Upcasting(serializer, NoOpEventUpcaster.INSTANCE);
        }
    }
}
