package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.History.Outcome;
import dev.annals.History.Wish;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./soak kill} plays the same for longer: see {@link KillScenario}. */
@Timeout(7_200)
class KillTest {

    @Test
    void whatWasAcknowledgedOutlivesEveryKill() {
        var scenario = new KillScenario(KillScenario.Play.fromProperties());

        var problems = scenario.problems();

        System.out.println(scenario);
        assertThat(problems).as("%s", scenario).isEmpty();
    }

    @Test
    void theCheckerNoticesWhatIsLostOrHalfStoredOrElsewhere() {
        var history = new History();
        history.add("kept", Wish.REGISTER, Outcome.ACKNOWLEDGED, 7L);
        history.add("lost", Wish.SIGN_IN, Outcome.ACKNOWLEDGED, 9L);
        history.add("half", Wish.REGISTER, Outcome.UNKNOWN, null);
        history.add("elsewhere", Wish.BLOCK, Outcome.ACKNOWLEDGED, 12L);
        history.add("refused", Wish.GRANT, Outcome.REFUSED, null);
        history.add("never arrived", Wish.GRANT, Outcome.UNKNOWN, null);

        var lost = OutsideChecker.lost(
                history,
                Map.of(
                        "kept", Map.of("user.registered", 6L, "role.granted", 7L),
                        "half", Map.of("user.registered", 10L),
                        "elsewhere", Map.of("user.blocked", 13L),
                        "refused", Map.of("role.granted", 14L)));

        assertThat(lost)
                .hasSize(5)
                .anyMatch(line -> line.startsWith("Acknowledged and not stored") && line.contains("lost"))
                .anyMatch(line -> line.startsWith("Half stored") && line.contains("half"))
                .anyMatch(line -> line.startsWith("Stored elsewhere") && line.contains("elsewhere"))
                .anyMatch(line -> line.startsWith("Refused and stored") && line.contains("refused"));
    }
}
