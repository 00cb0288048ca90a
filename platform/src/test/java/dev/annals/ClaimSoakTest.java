package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./soak claims} plays the same for longer, with two processes: see {@link ClaimScenario}. */
@Timeout(7_200)
class ClaimSoakTest {

    @Test
    void asManyAreGrantedAsThereAreWhateverIsKilled() {
        var scenario = new ClaimScenario(ClaimScenario.Play.fromProperties());

        var problems = scenario.problems();

        System.out.println(scenario);
        assertThat(problems).as("%s", scenario).isEmpty();
    }
}
