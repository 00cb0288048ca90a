package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.store.StoreApplication.OpenedSaysBy;
import java.time.Duration;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Seen red: with types left out by their stored name alone, and with the place of the last row taken for the page's. */
@ParameterizedClass
@ValueSource(strings = {"h2", "postgres"})
class SettledLogTest {

    @Parameter
    String kind;

    private Log log;

    @BeforeEach
    void start() {
        log = new Log(kind.equals("h2") ? TestStores.h2() : TestStores.postgres());
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void pageByPageIsEveryEventOnceAndInItsOrder() {
        var ids = log.append(25, Duration.ZERO);
        var settled = settled(NoOpEventUpcaster.INSTANCE);

        var first = settled.after(0, 25, Set.of(), 10);
        var second = settled.after(first.upTo().index(), 25, Set.of(), 10);
        var last = settled.after(second.upTo().index(), 25, Set.of(), 10);

        assertThat(first.events())
                .extracting(EventMessage::getIdentifier)
                .containsExactlyElementsOf(ids.subList(0, 10));
        assertThat(second.events()).hasSize(10);
        assertThat(last.events())
                .extracting(EventMessage::getIdentifier)
                .containsExactlyElementsOf(ids.subList(20, 25));
        assertThat(last.upTo()).isEqualTo(LogToken.at(25));
    }

    @Test
    void whatIsNoneOfThoseTypesIsPassedAndCounted() {
        log.append(5, Duration.ZERO);

        var page = settled(NoOpEventUpcaster.INSTANCE).after(0, 5, Set.of("counting.added"), 10);

        assertThat(page.events()).isEmpty();
        assertThat(page.upTo().index()).isEqualTo(5);
    }

    @Test
    void whatMayStillComeIsNotReached() {
        log.append();
        log.transaction.executeWithoutResult(open -> {
            log.append();
            assertThat(settled(NoOpEventUpcaster.INSTANCE).end()).isLessThan(2);
        });
    }

    @Test
    void typesThatNobodyWantsAreLeftOut() {
        var without = settled(new OpenedSaysBy()).without(type -> type == Counting.Added.class);

        assertThat(without).contains("counting.opened").doesNotContain("counting.added");
    }

    @Test
    void aTypeThatAnUpcasterTurnsIntoOneOfInterestIsNotLeftOut() {
        var without = settled(new OpenedWasAdded()).without(type -> type == Counting.Added.class);

        assertThat(without).doesNotContain("counting.opened", "counting.added");
    }

    private SettledLog settled(EventUpcaster upcasters) {
        return new SettledLog(log.dataSource, log.json, upcasters, StoredTypes.onClassPath(), log.open());
    }

    private static final class OpenedWasAdded extends SingleEventUpcaster {

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation stored) {
            return stored.getType().equals(new SimpleSerializedType("counting.opened", null));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation stored) {
            return stored.upcastPayload(new SimpleSerializedType("counting.added", null), ObjectNode.class, old -> old);
        }
    }
}
