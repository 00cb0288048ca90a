package dev.annals.foundation.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.foundation.store.Position;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.store.TestStores;
import dev.annals.role.RoleEvent.RoleDefined;
import dev.annals.role.RoleEvent.RoleRetired;
import dev.annals.role.RoleName;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.SharedRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

@ParameterizedClass
@ValueSource(strings = {"h2", "postgres"})
class ProjectionProcessorsTest {

    @Parameter
    String kind;

    private String url;
    private ConfigurableApplicationContext here;

    @BeforeEach
    void start() {
        url = kind.equals("h2") ? TestStores.h2Url() : TestStores.postgresUrl();
        here = ProjectionApplication.start(url);
    }

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void whatWasAwaitedIsThere() {
        for (var name : names(20)) {
            var position = append(here, new RoleDefined(name, List.of()));
            here.getBean(ReadModels.class).await("titles", position);
            assertThat(titles(here)).contains(name.value());
        }
    }

    @Test
    void anEventOfNoInterestIsNotWaitedForLong() {
        var readModels = here.getBean(ReadModels.class);
        readModels.await("titles", append(here, new RoleDefined(names(1).getFirst(), List.of())));
        var started = Instant.now();
        for (var name : names(10)) readModels.await("titles", append(here, new RoleRetired(name)));
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void theHeadIncludesWhatWasAcknowledged() {
        append(here, new RoleDefined(new RoleName("HEAD"), List.of()));
        here.getBean(ReadModels.class).awaitHead("titles");
        assertThat(titles(here)).containsExactly("HEAD");
    }

    @Test
    void theHeadIncludesWhatTookItsIndexEarlyAndCommittedLate() {
        var readModels = here.getBean(ReadModels.class);
        for (var round = 0; round < 5; round++) {
            var late = new RoleName("LATE_" + round);
            var isStored = new CountDownLatch(1);
            var mayCommit = new CountDownLatch(1);
            var slow = CompletableFuture.runAsync(() -> append(here, new RoleDefined(late, List.of()), () -> {
                isStored.countDown();
                await(mayCommit);
            }));
            await(isStored);
            var early = append(here, new RoleDefined(new RoleName("EARLY"), List.of()));
            readModels.awaitHead("titles");
            assertThat(readModels.seenUpTo("titles")).isLessThan(early.index() - 1);
            mayCommit.countDown();
            slow.join();
            readModels.awaitHead("titles");
            assertThat(readModels.seenUpTo("titles")).isGreaterThanOrEqualTo(early.index());
            assertThat(titles(here)).contains(late.value());
        }
    }

    @Test
    void whoWaitsTooLongIsToldToTryAgain() {
        try (var impatient = ProjectionApplication.start(url, "--annals.read.wait=50ms", "--annals.roles=api")) {
            var far = new Position(impatient.getBean(Positions.class).head().storeId(), 1_000_000);
            assertThatThrownBy(() -> impatient.getBean(ReadModels.class).await("titles", far))
                    .isInstanceOfSatisfying(
                            CommandRefused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(SharedRefusal.NOT_CAUGHT_UP));
        }
    }

    @Test
    void aProjectionOfAnotherProcessCanBeAwaited() {
        try (var api = ProjectionApplication.start(url, "--annals.roles=api")) {
            for (var name : names(5)) {
                api.getBean(ReadModels.class).await("titles", append(api, new RoleDefined(name, List.of())));
                assertThat(titles(api)).contains(name.value());
                api.getBean(ReadModels.class).await("titles", append(api, new RoleRetired(name)));
            }
        }
    }

    static Position append(ConfigurableApplicationContext context, Object event) {
        return append(context, event, () -> {});
    }

    private static Position append(ConfigurableApplicationContext context, Object event, Runnable beforeCommit) {
        var message = GenericEventMessage.asEventMessage(event);
        var unitOfWork = new DefaultUnitOfWork<>(message);
        unitOfWork.attachTransaction(context.getBean(TransactionManager.class));
        unitOfWork.start();
        context.getBean(EventStore.class).publish(message);
        unitOfWork.onPrepareCommit(stored -> beforeCommit.run());
        unitOfWork.commit();
        return context.getBean(Positions.class).head();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> titles(ConfigurableApplicationContext context) {
        return context.getBean(JdbcTemplate.class).queryForList("SELECT title FROM titles", String.class);
    }

    private static List<RoleName> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(at -> new RoleName("ROLE_" + at))
                .toList();
    }
}
