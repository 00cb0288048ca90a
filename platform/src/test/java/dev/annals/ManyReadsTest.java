package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seen red: «GET /api/v1/audit/events → 500» where the reads of one auditor were one stream. */
class ManyReadsTest {

    private static final int AT_ONCE = 24;

    @ParameterizedTest
    @EnumSource
    void anAuditorWhoReadsManyThingsAtOnceGetsThemAllAndAllAreWrittenDown(Store store) throws Exception {
        var people = new People(House.shared(store));
        var auditor = people.holderOf("AUDITOR");
        Callable<Answer> read = () -> auditor.http().get("/api/v1/audit/events?limit=5");

        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var answer : threads.invokeAll(Collections.nCopies(AT_ONCE, read)))
                assertThat(answered(answer).status()).as("%s", answered(answer)).isEqualTo(200);
        }

        assertThat(people.admin()
                        .http()
                        .get("/api/v1/audit/events?type=audit.read&actor=user:" + auditor.id())
                        .body()
                        .path("items"))
                .hasSize(AT_ONCE);
    }

    private static Answer answered(Future<Answer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
