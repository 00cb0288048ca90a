package dev.annals;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One name, one account, however many want it at once. */
@ParameterizedClass
@EnumSource(Store.class)
class RegistrationTest {

    private static final int MANY = 200;

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Store store;

    @org.junit.jupiter.api.Test
    void ofTwoHundredWhoWantANameAtOnceOneGetsIt() throws Exception {
        var people = new People(House.shared(store));
        var name = People.freshName("wanted");

        var answers = atOnce(MANY, () -> people.register(name));

        assertThat(answers.stream().collect(groupingBy(Answer::status, counting())))
                .isEqualTo(Map.of(201, 1L, 409, MANY - 1L));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allMatch(answer -> answer.code().equals("USERNAME_TAKEN"));
        assertThat(people.signIn(name, People.PASSWORD).status()).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPPER", "w1de\uff21", "l00k"})
    void aNameThatLooksLikeAnotherIsTaken(String stem) {
        var people = new People(House.shared(store));
        var name = People.freshName(stem);
        assertThat(people.register(name).status()).isEqualTo(201);

        var alike = name.toLowerCase(java.util.Locale.ROOT)
                .replace("\uff41", "a")
                .replace("\uff21", "a")
                .replace('0', 'o');

        assertThat(people.register(alike).code()).isEqualTo("USERNAME_TAKEN");
    }

    static List<Answer> atOnce(int many, Callable<Answer> wish) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var wished : threads.invokeAll(java.util.Collections.nCopies(many, wish))) answers.add(wished.get());
            return answers;
        }
    }
}
