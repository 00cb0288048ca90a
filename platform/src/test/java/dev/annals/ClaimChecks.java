package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import dev.annals.People.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What tests of claims expect of answers, explanations and ledgers. */
final class ClaimChecks {

    private final Offers offers;

    ClaimChecks(Offers offers) {
        this.offers = offers;
    }

    void expectRefused(Person player, String campaign, String reward, int status, String code) {
        var answer = offers.claim(player, campaign, reward);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        expectReproduced(explanationOf(answer, player.http()), code);
    }

    Answer explanationOf(Answer refused, Http reader) {
        var link = String.valueOf(refused.header("Link"));
        var position = refused.header("Annals-Position");
        return (position == null ? reader : reader.with("Annals-Position", position))
                .get(link.substring(1, link.indexOf('>')));
    }

    void expectReproduced(Answer explained, String outcome) {
        assertThat(explained.status()).as("%s", explained).isEqualTo(200);
        assertThat(explained.text("outcome")).as("%s", explained).isEqualTo(outcome);
        assertThat(explained.text("again")).as("%s", explained).isEqualTo(outcome);
        assertThat(explained.body().path("reproduced").asBoolean()).isTrue();
    }

    void expectLedger(Answer after, String reward, long opened, long claimed, long returned, long left) {
        var ledger = offers.read(after, "/api/v1/rewards/" + reward + "/ledger").body();
        assertThat(ledger.path("opened").asLong()).isEqualTo(opened);
        assertThat(ledger.path("claimed").asLong()).isEqualTo(claimed);
        assertThat(ledger.path("returned").asLong()).isEqualTo(returned);
        assertThat(ledger.path("available").asLong()).isEqualTo(left);
        assertThat(offers.read(after, "/api/v1/rewards/" + reward)
                        .body()
                        .path("available")
                        .asLong())
                .isEqualTo(left);
    }

    List<Answer> atOnce(List<? extends Callable<Answer>> wishes) throws Exception {
        try (var callers = Executors.newFixedThreadPool(32)) {
            var answers = new ArrayList<Future<Answer>>();
            for (var wish : wishes) answers.add(callers.submit(wish));
            var all = new ArrayList<Answer>();
            for (var answer : answers) all.add(answer.get());
            return all;
        }
    }
}
