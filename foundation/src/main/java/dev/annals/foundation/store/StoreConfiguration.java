package dev.annals.foundation.store;

import dev.annals.foundation.personal.PersonalData;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/** How Axon is wired to the database: the log and its readers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
@PropertySource("classpath:annals-store.properties")
@Import(CommandConfiguration.class)
class StoreConfiguration {

    static {
        System.setProperty("disable-axoniq-console-message", "true");
        // The database keeps microseconds; an event in memory says the same as its row.
        GenericEventMessage.clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    @Primary
    JdbcTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionManager axonTransactionManager(JdbcTransactionManager transactionManager) {
        return new JoiningTransactionManager(transactionManager);
    }

    @Bean
    StoreChecks storeChecks(
            DataSource dataSource,
            JdbcTransactionManager transactionManager,
            org.axonframework.config.Configuration axon) {
        return new StoreChecks(dataSource, transactionManager, axon);
    }

    @Bean
    H2File h2File(DataSource dataSource, StoreSettings settings) {
        return new H2File(dataSource, settings.leastFreeSpace().toBytes());
    }

    @Bean
    StoredTypes storedTypes() {
        return StoredTypes.onClassPath();
    }

    @Bean
    @Primary
    Serializer serializer(StoredTypes storedTypes) {
        return new StoredJson(storedTypes);
    }

    @Bean
    StreamHeads streamHeads(StoreSettings settings, ObjectProvider<StorePositions> positions) {
        var known = SingletonSupplier.of(positions::getObject);
        return new StreamHeads(
                settings.cachedAggregates(), index -> known.obtain().committed(index));
    }

    /** All that Spring finds, in their {@code @Order}. */
    @Bean
    EventUpcasterChain eventUpcasterChain(ObjectProvider<SingleEventUpcaster> upcasters) {
        return new EventUpcasterChain(upcasters.orderedStream().toList());
    }

    @Bean
    Upcasting upcasting(Serializer serializer, EventUpcasterChain upcasters) {
        return new Upcasting(serializer, upcasters);
    }

    @Bean
    EventLog eventLog(
            DataSource dataSource,
            TransactionManager axonTransactionManager,
            Serializer serializer,
            EventUpcasterChain upcasters,
            StoredTypes storedTypes,
            StoreSettings settings,
            StreamHeads streamHeads,
            ObjectProvider<StorePositions> positions,
            ObjectProvider<CommitNotices> notices) {
        StoreChecks.requireDurable(dataSource);
        var appends = Database.of(dataSource).isPostgres() ? new PostgresAppends() : new LocalAppends();
        // Asked for once: looking beans up at each commit was a tenth of its cost.
        var known = SingletonSupplier.of(positions::getObject);
        var others = SingletonSupplier.ofNullable(notices::getIfAvailable);
        LongConsumer onCommit = index -> {
            known.obtain().committed(index);
            var toTell = others.get();
            if (toTell != null) toTell.committed();
        };
        return new EventLog(
                dataSource,
                axonTransactionManager,
                serializer,
                upcasters,
                storedTypes,
                appends,
                settings,
                streamHeads,
                onCommit);
    }

    @Bean
    StorePositions positions(JdbcTemplate jdbc, EventLog eventLog) {
        return new StorePositions(jdbc, eventLog::highest);
    }

    @Bean(destroyMethod = "shutDown")
    PokeableEventStore eventStore(
            EventLog eventLog, StoreSettings settings, ObjectProvider<PersonalData> personalData) {
        var store = new PokeableEventStore(EmbeddedEventStore.builder()
                .storageEngine(eventLog)
                .fetchDelay(settings.fetchDelay().toMillis())
                .cachedEvents(settings.cachedEvents()));
        store.registerDispatchInterceptor(
                new SourceAddress(SingletonSupplier.ofNullable(personalData::getIfAvailable)));
        return store;
    }

    @Bean
    Haste haste() {
        return new Haste();
    }

    @Bean
    WatchedEvents watchedEvents(PokeableEventStore eventStore, Haste haste, RecentAggregates aggregateCache) {
        return new WatchedEvents(eventStore, haste, aggregateCache::seen);
    }

    @Bean
    ProcessName processName(DataSource dataSource) {
        return new ProcessName(
                Database.of(dataSource).isPostgres()
                        ? ManagementFactory.getRuntimeMXBean().getName() + "-"
                                + UUID.randomUUID().toString().substring(0, 8)
                        : "embedded");
    }

    @Bean
    TokenStore tokenStore(
            DataSource dataSource, Serializer serializer, StoreSettings settings, ProcessName processName) {
        var schema = TokenSchema.builder()
                .setTokenTable("processor_token")
                .setProcessorNameColumn("processor_name")
                .setSegmentColumn("segment")
                .setTokenColumn("token")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("claimed_at")
                .setOwnerColumn("owner")
                .build();
        return JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .serializer(serializer)
                .schema(schema)
                .nodeId(processName.value())
                .claimTimeout(settings.claimTimeout())
                .build();
    }

    /** On every processor, also those that others build. */
    @Bean
    static ConfigurerModule onceOnly() {
        return configurer ->
                configurer.eventProcessing().registerDefaultHandlerInterceptor((axon, name) -> new OnceOnly());
    }

    @Bean
    static ConfigurerModule sameTransactionPolicies(ListableBeanFactory beans) {
        return new SameTransactionPolicies(beans);
    }
}
