package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.People.Person;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody must be the first who may everything, and somebody must always be left who does. */
class FirstAdminTest {

    private static final Pattern SHOWN = Pattern.compile("username +(\\S+)\\s+one-time password +(\\S+)");

    @Test
    void theFirstAdminChangesThePasswordThatWasPrintedBeforeAnythingElse() {
        var printed = new ByteArrayOutputStream();
        var screen = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (var house = House.fresh(Store.H2, "--annals.admin.password=")) {
            System.setOut(screen);
            var shown = SHOWN.matcher(printed.toString(StandardCharsets.UTF_8));
            assertThat(shown.find()).as("what was printed").isTrue();
            var people = new People(house);
            var admin = people.signedIn(shown.group(1), shown.group(2));

            assertThat(admin.http().get("/api/v1/users/me").code()).isEqualTo("PASSWORD_CHANGE_REQUIRED");
            var changed = admin.http()
                    .post(
                            "/api/v1/users/me/password",
                            Map.of("old_password", shown.group(2), "new_password", "now it is my own"));
            assertThat(changed.status()).as("%s", changed).isEqualTo(200);
            assertThat(people.signIn(shown.group(1), shown.group(2)).status()).isEqualTo(401);
            var again = people.signedIn(shown.group(1), "now it is my own");
            assertThat(again.http().get("/api/v1/users/me").status()).isEqualTo(200);

            house.restart();
            assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("now it is my own");
            assertThat(new People(house)
                            .signIn(shown.group(1), "now it is my own")
                            .status())
                    .isLessThan(300);
        } finally {
            System.setOut(screen);
        }
    }

    @Test
    void theLastAdminStaysHoweverManyTryAtOnce() throws Exception {
        try (var house = House.fresh(Store.H2)) {
            var people = new People(house);
            var first = people.admin();
            var second = people.holderOf("ADMIN");

            var each = List.of(first, second);
            var answers = RegistrationTest.atOnce(
                    20,
                    () -> revokeAdmin(each.get((int) (Thread.currentThread().threadId() % 2)), each.get((int)
                            (Thread.currentThread().threadId() / 2 % 2))));

            assertThat(answers).noneMatch(answer -> answer.status() >= 500);
            assertThat(answers).anyMatch(answer -> answer.status() == 200);
            var left = people.signedIn(House.ADMIN, House.ADMIN_PASSWORD);
            var other = people.signedIn(second.username(), People.PASSWORD);
            var admin = left.http().get("/api/v1/roles").status() == 200 ? left : other;
            assertThat(revokeAdmin(admin, admin).code()).isEqualTo("LAST_ADMIN");
            assertThat(admin.http()
                            .post("/api/v1/users/" + admin.id() + "/block", Map.of("reason", "A test"))
                            .code())
                    .isEqualTo("LAST_ADMIN");
            assertThat(admin.http()
                            .post("/api/v1/users/" + admin.id() + "/delete", Map.of("reason", "A test"))
                            .code())
                    .isEqualTo("LAST_ADMIN");
        }
    }

    private static Http.Answer revokeAdmin(Person by, Person of) {
        return by.http().delete("/api/v1/users/" + of.id() + "/roles/ADMIN", Map.of("reason", "A test"));
    }
}
