package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real pooled processor with two segments that share a stream, stopped and started in the middle. */
@Timeout(120)
class PooledReadersTest {

    @ParameterizedTest
    @EnumSource
    void everyEventIsHandledOnceWhateverCommitsLateOrNot(Database database) throws Exception {
        try (var log = new Log(database.isPostgres() ? TestStores.postgres() : TestStores.h2())) {
            var jdbc = new JdbcTemplate(log.dataSource);
            // A second handling of an event fails on the key: in the same transaction as the token.
            jdbc.execute("create table handled (event_id varchar(64) primary key)");
            var first = new Node(log, jdbc);
            var held = new ArrayList<HeldAppend>();
            var random = new Random(7);
            for (var i = 0; i < 600; i++) {
                if (i % 40 == 0) held.add(new HeldAppend(log, 1 + random.nextInt(3)));
                if (i % 50 == 49) held.remove(random.nextInt(held.size())).commit();
                if (random.nextInt(5) == 0) log.rollBack();
                log.append();
                if (i == 200) first.stop();
                if (i == 400) first = new Node(log, jdbc);
            }
            for (var append : held) append.commit();
            log.append();

            var all = log.eventIds().size();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jdbc.queryForObject("select count(*) from handled", Integer.class) == all);
            var status = first.processor.processingStatus();
            assertThat(status).hasSize(2);
            assertThat(status.values()).noneMatch(segment -> segment.isErrorState());
            first.stop();
        }
    }

    /** One process with one processor. */
    private static final class Node {

        private final PokeableEventStore store;
        private final WatchedEvents watched;
        private final PooledStreamingEventProcessor processor;

        Node(Log log, JdbcTemplate jdbc) {
            store = new PokeableEventStore(
                    PokeableEventStore.builder().storageEngine(log.open()).fetchDelay(5));
            watched = new WatchedEvents(store, new Haste(), event -> {});
            TokenStore tokens = new StoreConfiguration()
                    .tokenStore(log.dataSource, log.json, StoreSettings.defaults(), new ProcessName("process"));
            processor = PooledStreamingEventProcessor.builder()
                    .name("handled")
                    .messageSource(watched)
                    .tokenStore(tokens)
                    .transactionManager(log.transactions)
                    .eventHandlerInvoker(new Handler(jdbc))
                    .errorHandler(PropagatingErrorHandler.instance())
                    .coordinatorExecutor(
                            new ClampedExecutor(Thread.ofPlatform().daemon().factory()))
                    .workerExecutor(Executors.newScheduledThreadPool(
                            2, Thread.ofPlatform().daemon().factory()))
                    .initialSegmentCount(2)
                    .batchSize(20)
                    .build();
            processor.registerHandlerInterceptor(new OnceOnly());
            processor.start();
        }

        void stop() throws Exception {
            processor.shutdownAsync().get(10, TimeUnit.SECONDS);
            watched.destroy();
            store.shutDown();
        }
    }

    private record Handler(JdbcTemplate jdbc) implements org.axonframework.eventhandling.EventHandlerInvoker {

        @Override
        public boolean canHandle(EventMessage<?> event, Segment segment) {
            return segment.matches(event.getIdentifier());
        }

        @Override
        public boolean canHandleType(Class<?> payloadType) {
            return true;
        }

        @Override
        public void handle(EventMessage<?> event, Segment segment) {
            jdbc.update("insert into handled values (?)", event.getIdentifier());
        }
    }
}
