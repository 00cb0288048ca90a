package dev.annals.foundation.outbound;

import dev.annals.foundation.personal.DataKeys;
import dev.annals.foundation.personal.InMemoryPersonalData;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.store.LogEvents;
import dev.annals.foundation.store.Positions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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

        /** Whether it has died, and of the process nothing is left but what is in the database. */
        public boolean isDead() {
            return relay.isDead();
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
        return settings(retention, Duration.ofMinutes(2), durables);
    }

    public static RelaySettings settings(
            RelaySettings.Retention retention, Duration duplicateWindow, String... durables) {
        return new RelaySettings(
                "USER_EVENTS",
                retention,
                Duration.ofDays(30),
                duplicateWindow,
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

    /** Once it has connected. */
    public static RelaySettings thatNeverLooks(RelaySettings settings) {
        return new RelaySettings(
                settings.stream(),
                settings.retention(),
                settings.maxAge(),
                settings.duplicateWindow(),
                settings.replicas(),
                settings.serviceName(),
                settings.durables(),
                settings.maxDeliver(),
                settings.batchSize(),
                settings.ackWait(),
                settings.lease(),
                settings.mostBackOff(),
                Duration.ofDays(1));
    }

    /** On that database; what leaves is what the function says. */
    public static RelayHouse on(String url, BiFunction<PersonalData, Positions, Outgoing> outgoing) {
        return new RelayHouse(run(Application.class, url), outgoing);
    }

    private static ConfigurableApplicationContext run(Class<?> application, String url, String... arguments) {
        return new SpringApplicationBuilder(application)
                .properties(
                        "spring.main.web-application-type=none",
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
                        "logging.level.root=ERROR",
                        "logging.level.dev.annals=" + System.getProperty("relay.log", "error"))
                .run(arguments);
    }

    /** With keys in the database, as the platform has them; the master key is made in that folder. */
    public static RelayHouse withRealKeys(
            String url, Path folder, BiFunction<PersonalData, Positions, Outgoing> outgoing) {
        return new RelayHouse(
                run(
                        RealApplication.class,
                        url,
                        "--annals.master-key-file=" + folder.resolve("master.key"),
                        "--annals.master-key-create=true"),
                outgoing);
    }

    /** Starts a relay to that NATS as a process of that name. */
    public Running relay(String process, RelaySettings settings, NatsSettings nats) {
        return start(
                process,
                settings,
                (store, what) -> new NatsTransport(
                        new NatsConnections(nats),
                        settings,
                        what,
                        store,
                        new Reconciliation(store, context.getBean(LogEvents.class), what)));
    }

    /** Starts a relay that dies at one of the places, which the number decides. */
    public Running dyingRelay(RelaySettings settings, TestNats nats, int number) {
        var places = Dying.At.values();
        var place = new AtomicReference<>(places[number % places.length]);
        return start(
                "embedded",
                settings,
                (store, what) -> new Dying(
                        new NatsTransport(
                                new NatsConnections(to(nats)),
                                settings,
                                what,
                                store,
                                new Reconciliation(store, context.getBean(LogEvents.class), what)),
                        place));
    }

    /** Starts a relay that posts. */
    public Running relay(SyncSettings sync) {
        return start("embedded", SETTINGS, (store, what) -> new HttpTransport(sync, store));
    }

    private Running start(
            String process, RelaySettings settings, BiFunction<RelayStore, Outgoing, Transport> transport) {
        var events = context.getBean(EventStore.class);
        var log = context.getBean(LogEvents.class);
        var what = outgoing.apply(personalData(), positions());
        var store = store(process, settings);
        var status = new RelayStatus();
        var relay = new Relay(transport.apply(store, what), store, events, log, what, settings, status);
        var running = new Running(relay, status);
        relay.start();
        relays.add(running);
        return running;
    }

    private RelayStore store(String process, RelaySettings settings) {
        return new RelayStore(
                jdbc(),
                context.getBean(JdbcTransactionManager.class),
                context.getBean(Serializer.class),
                process,
                settings.lease());
    }

    /** The one that was started last. */
    public Running last() {
        return relays.getLast();
    }

    /** What is known of what has left. */
    public Left left() {
        return new Left(store("nobody", SETTINGS));
    }

    /** What is measured of that relay. */
    public SimpleMeterRegistry meters(Running running, String transport) {
        var meters = new SimpleMeterRegistry();
        watch(running, transport).bindTo(meters);
        return meters;
    }

    public Health health(Running running, String transport) {
        return watch(running, transport).health();
    }

    private RelayWatch watch(Running running, String transport) {
        return new RelayWatch(transport, store("nobody", SETTINGS), running.status, positions());
    }

    public Running relay(RelaySettings settings, TestNats nats) {
        return relay("embedded", settings, to(nats));
    }

    public static NatsSettings to(TestNats nats) {
        return new NatsSettings(nats.url(), null, null, null, null);
    }

    public static NatsSettings to(FaultProxy proxy) {
        return new NatsSettings("nats://127.0.0.1:" + proxy.port(), null, null, null, null);
    }

    public void append(List<? extends DomainEventMessage<?>> events) {
        context.getBean(EventStore.class).publish(events);
    }

    public PersonalData personalData() {
        return context.getBean(PersonalData.class);
    }

    /** Destroys somebody's key. */
    public void erase(UUID subject) {
        context.getBean(DataKeys.class).destroy(subject);
    }

    /** In one transaction. */
    public void inTransaction(Runnable work) {
        new TransactionTemplate(context.getBean(JdbcTransactionManager.class))
                .executeWithoutResult(status -> work.run());
    }

    /** Any part of it. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
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

    @EnableAutoConfiguration
    @Import({Store.class, Keys.class})
    static class RealApplication {}

    static final class Keys implements ImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {"dev.annals.foundation.personal.PersonalConfiguration"};
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
