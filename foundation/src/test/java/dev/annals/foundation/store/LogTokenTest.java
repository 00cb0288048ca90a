package dev.annals.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogTokenTest {

    private static final int MOST = 12;

    @Test
    void anEventIsSeenWhenTheReaderIsPastItAndItIsInNoGap() {
        var token = LogToken.START.advanceTo(2, 0).advanceTo(5, 0);

        assertThat(token.gaps()).containsExactly(1, 3, 4);
        assertThat(LogToken.hasSeen(token, 2)).isTrue();
        assertThat(LogToken.hasSeen(token, 3)).isFalse();
        assertThat(LogToken.hasSeen(token, 6)).isFalse();
        assertThat(LogToken.hasSeen(null, 1)).isFalse();
    }

    @Test
    void whatIsSettledIsNoGap() {
        assertThat(LogToken.START.advanceTo(10_000_000, 9_999_998).gaps()).containsExactly(9_999_999);
    }

    @Test
    void aSettledGapIsForgottenUnlessItsEventWasFound() {
        var token = new LogToken(9, new long[] {2, 4, 6});

        assertThat(token.withoutGaps(5, new long[] {4}).gaps()).containsExactly(4, 6);
    }

    /** One reader is past a gap that another still waits for: it must not be taken for past the event as well. */
    @Test
    void aReaderThatWaitsForAGapIsNotEqualToOneThatDoesNot() {
        assertThat(new LogToken(9, new long[] {2})).isNotEqualTo(LogToken.START.advanceTo(9, 8));
    }

    /** Two segments of one processor share a stream: what one has had is decided by the event's own place. */
    @Test
    void anEventIsDeliveredToWhoHasNotHadIt() {
        var ahead = new LogToken(100, new long[] {7});
        var behind = new LogToken(90, new long[] {7});
        var settled = behind.withoutGaps(8, new long[0]).advanceTo(91, 8);
        var filled = behind.advanceTo(7, 0);

        assertThat(ahead.covers(settled)).isTrue();
        assertThat(behind.covers(settled)).isFalse();
        assertThat(ahead.covers(filled)).isFalse();
    }

    /** What a segment has had on top of the stream that it shares stays in its own token. */
    @Test
    void aSegmentKeepsWhatItHasHadAndKnowsWhatComesAgain() {
        var segment = new LogToken(100, new long[] {95});
        var stream = new LogToken(97, new long[] {95});

        var late = segment.advancedTo(stream.advanceTo(95, 0));
        var again = late.advancedTo(stream.advanceTo(95, 0).advanceTo(98, 0));
        var next = again.advancedTo(new LogToken(100, new long[0]).advanceTo(101, 0));

        assertThat(late).isEqualTo(new LogToken(100, new long[0]));
        assertThat(LogToken.isRepeated(late)).isFalse();
        assertThat(again).isEqualTo(late);
        assertThat(LogToken.isRepeated(again)).isTrue();
        assertThat(LogToken.isRepeated(next)).isFalse();
        assertThat(next.index()).isEqualTo(101);
    }

    @Test
    void theStoredFormComesBack() {
        var json = new StoredJson(StoredTypes.onClassPath());
        var token = new LogToken(9, new long[] {2, 4}).advanceTo(2, 0);

        var stored = json.serialize(token, String.class);

        assertThat(stored.getType().getName()).isEqualTo("log-token");
        assertThat(stored.getData()).isEqualTo("{\"index\":9,\"gaps\":[4]}");
        assertThat(json.<String, Object>deserialize(stored)).isEqualTo(token);
    }

    /** Against a model that simply lists what was seen. */
    @Test
    void boundsAndCoverageAreThoseOfTheSetsOfSeenEvents() {
        var random = new Random(20_260_503);
        for (var round = 0; round < 20_000; round++) {
            var left = read(random);
            var right = read(random);
            var both = new TreeSet<>(seen(left));
            both.retainAll(seen(right));
            var either = new TreeSet<>(seen(left));
            either.addAll(seen(right));

            assertThat(seen(left.lowerBound(right))).as("%s, %s", left, right).isEqualTo(both);
            assertThat(seen(left.upperBound(right))).as("%s, %s", left, right).isEqualTo(either);
            var plain = new LogToken(right.index(), right.gaps());
            assertThat(left.covers(plain))
                    .as("%s, %s", left, right)
                    .isEqualTo(seen(left).containsAll(seen(right)));
        }
    }

    private static LogToken read(Random random) {
        var token = LogToken.START;
        for (var left = 1 + random.nextInt(MOST); left > 0; left--) {
            var position = 1 + random.nextInt(MOST);
            if (!token.hasSeen(position)) token = token.advanceTo(position, 0);
        }
        return token;
    }

    private static Set<Long> seen(LogToken token) {
        var seen = new TreeSet<Long>();
        LongStream.rangeClosed(1, MOST).filter(token::hasSeen).forEach(seen::add);
        return seen;
    }
}
