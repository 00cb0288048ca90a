package dev.annals.foundation.outbound;

import dev.annals.foundation.personal.InMemoryPersonalData;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.Positions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A log and as many relays on it as a test wants, each as a process of its own would have it. */
public final class RelayHouse implements AutoCloseable {

    /** Short waits, or tests would take long. */
    public static final RelaySettings SETTINGS = settings(RelaySettings.Retention.LIMITS);

    private final ConfigurableApplicationContext context;
    private final BiFunction<PersonalData, Positions, Outgoing> outgoing;
    private final List<Running> relays = new ArrayList<>();

    private RelayHouse(ConfigurableApplicationContext context, BiFunction<PersonalData, Positions, Outgoing> outgoing) {
        this.context = context;
        this.outgoing = outgoing;
    }

    /** A relay that a test has started. */
    public final class Running {

        private final Relay relay;
        private final RelayStatus status;

        private Running(Relay relay, RelayStatus status) {
            this.relay = relay;
            this.status = status;
        }

        public void stop() {
            relay.stop();
        }

        /** What it does, and why if it does not send. */
        public String status() {
            var now = status.now();
            return now.doing() + (now.why().isEmpty() ? "" : ": " + now.why());
        }

        public long retries() {
            return status.retries();
        }
    }

    public static RelaySettings settings(RelaySettings.Retention retention, String... durables) {
        return new RelaySettings(
                "USER_EVENTS",
                retention,
                Duration.ofDays(30),
                Duration.ofMinutes(2),
                1,
                "gofiber-auth",
                List.of(durables),
                10,
                100,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofMillis(200));
    }

    /** On that database; what leaves is what the function says. */
    public static RelayHouse on(String url, BiFunction<PersonalData, Positions, Outgoing> outgoing) {
        var context = new SpringApplicationBuilder(Application.class)
                .properties(
                        "spring.main.web-application-type=none",
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
                        "logging.level.root=ERROR")
                .run();
        return new RelayHouse(context, outgoing);
    }

    /** Starts a relay to that NATS as a process of that name. */
    public Running relay(String process, RelaySettings settings, NatsSettings nats) {
        var events = context.getBean(EventStore.class);
        var log = context.getBean(LogEvents.class);
        var what = outgoing.apply(personalData(), context.getBean(Positions.class));
        var store = new RelayStore(
                jdbc(),
                context.getBean(JdbcTransactionManager.class),
                context.getBean(Serializer.class),
                process,
                settings.lease());
        var status = new RelayStatus();
        var transport = new NatsTransport(
                new NatsConnections(nats), settings, what, store, new Reconciliation(store, log, what));
        var running = new Running(new Relay(transport, store, events, log, what, settings, status), status);
        running.relay.start();
        relays.add(running);
        return running;
    }

    public Running relay(RelaySettings settings, TestNats nats) {
        return relay("embedded", settings, to(nats));
    }

    public static NatsSettings to(TestNats nats) {
        return new NatsSettings(nats.url(), null, null, null, null);
    }

    public void append(List<? extends DomainEventMessage<?>> events) {
        context.getBean(EventStore.class).publish(events);
    }

    public InMemoryPersonalData personalData() {
        return context.getBean(InMemoryPersonalData.class);
    }

    public Positions positions() {
        return context.getBean(Positions.class);
    }

    public JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    public long count(String table) {
        return jdbc().queryForObject("select count(*) from " + table, Long.class);
    }

    @Override
    public void close() {
        relays.forEach(Running::stop);
        context.close();
    }

    @EnableAutoConfiguration
    @Import(Store.class)
    static class Application {
        @Bean
        InMemoryPersonalData personalData() {
            return new InMemoryPersonalData();
        }
    }

    static final class Store implements ImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {
                "dev.annals.foundation.store.StoreConfiguration", "dev.annals.foundation.store.NoticesConfiguration"
            };
        }
    }
}
