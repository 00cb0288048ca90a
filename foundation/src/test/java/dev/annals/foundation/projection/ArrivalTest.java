package dev.annals.foundation.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.store.LogToken;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ArrivalTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private int looks;

    @Test
    void whoHasSeenItIsThereAndTheLogIsNotAsked() {
        assertThat(upTo(7, 3, 5, 7).isThere(at(7))).isTrue();
        assertThat(looks).isZero();
    }

    @Test
    void whoHasSeenAllThatConcernsHimIsThere() {
        assertThat(upTo(9, 3, 5).isThere(at(5))).isTrue();
    }

    @Test
    void whoHasSomethingToSeeIsNotThere() {
        assertThat(upTo(9, 3, 5, 8).isThere(at(5))).isFalse();
    }

    /** Red: the log was asked each time. */
    @Test
    void whileSomebodyWaitsTheLogIsLookedAtOnce() {
        var arrival = upTo(9, 6, 8);

        assertThat(arrival.isThere(at(5))).isFalse();
        assertThat(arrival.isThere(at(6))).isFalse();
        assertThat(arrival.isThere(at(8))).isTrue();
        assertThat(looks).isOne();
    }

    @Test
    void whatIsInAGapIsStillToBeSeen() {
        var arrival = upTo(9, 4, 8);

        assertThat(arrival.isThere(at(8, 4))).isFalse();
        assertThat(arrival.isThere(at(8))).isTrue();
    }

    @Test
    void aGapThatConcernsSomebodyElseIsNotWaitedFor() {
        assertThat(upTo(9, 8).isThere(at(8, 4))).isTrue();
    }

    @Test
    void everySegmentHasToBeThere() {
        var both = List.of(at(8).getFirst(), at(5).getFirst());

        assertThat(upTo(9, 6, 8).isThere(both)).isFalse();
    }

    @Test
    void whoHasNotBegunIsNotThere() {
        assertThat(upTo(9).isThere(List.of())).isFalse();
        assertThat(upTo(9).isThere(List.of(Optional.empty()))).isFalse();
    }

    @Test
    void whoIsFarBehindIsNotThereAndTheLogIsNotAsked() {
        assertThat(upTo(5_000).isThere(at(5))).isFalse();
        assertThat(looks).isZero();
    }

    private Arrival upTo(long index, long... ofInterest) {
        return new Arrival(index, (first, last) -> {
            looks++;
            return Arrays.stream(ofInterest)
                    .filter(event -> event >= first && event <= last)
                    .boxed()
                    .toList();
        });
    }

    private static List<Optional<LogToken>> at(long index, long... gaps) {
        return List.of(Optional.of(place(index, gaps)));
    }

    /** As it is stored. */
    static LogToken place(long index, long... gaps) {
        return JSON.readValue("{\"index\":" + index + ",\"gaps\":" + Arrays.toString(gaps) + "}", LogToken.class);
    }
}
