package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.foundation.store.Positions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** An invitation counts on the second day; what was yesterday is said to the rules' own table. */
class InvitationDaysTest {

    /** Red: a second sign-in of the same day counted; the second day did not reach the campaign. */
    @ParameterizedTest
    @EnumSource
    void aFriendWhoComesBackOnAnotherDayCounts(Store store) {
        try (var house = House.fresh(store)) {
            var people = new People(house);
            var offers = new Offers(house);
            var inviter = people.somebody();
            var friend = people.somebody();
            var code = inviter.http().post("/api/v1/invitations/code", Map.of()).text("code");
            assertThat(friend.http()
                            .post("/api/v1/invitations/accept", Map.of("code", code))
                            .status())
                    .isEqualTo(201);
            var campaign = friends(offers);

            people.signedIn(friend.username(), People.PASSWORD);
            assertThat(qualified(house, inviter)).as("the same day").isFalse();
            assertThat(missing(house, inviter, campaign)).isEqualTo(1);

            house.part(JdbcTemplate.class)
                    .update(
                            "UPDATE inviter_of SET last_day = ? WHERE user_id = ?",
                            LocalDate.now(ZoneOffset.UTC).minusDays(1),
                            UUID.fromString(friend.id()));
            people.signedIn(friend.username(), People.PASSWORD);

            assertThat(qualified(house, inviter)).as("another day").isTrue();
            assertThat(missing(house, inviter, campaign)).isZero();
        }
    }

    private static String friends(Offers offers) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var campaign = offers.operator()
                .http()
                .post(
                        "/api/v1/campaigns",
                        Map.of(
                                "title", "Bring a friend",
                                "starts_at", today.minusDays(1).toString(),
                                "ends_at", today.plusDays(1).toString(),
                                "zone", "UTC",
                                "condition", Map.of("kind", "friends_invited", "goal", 1)))
                .text("campaign_id");
        offers.step(campaign, "activate");
        return campaign;
    }

    private static boolean qualified(House house, People.Person inviter) {
        var invited =
                read(house, inviter, "/api/v1/invitations").body().path("items").path(0);
        assertThat(invited.path("user_id").asString()).isNotEmpty();
        return !invited.path("qualified_at").isNull();
    }

    private static int missing(House house, People.Person inviter, String campaign) {
        return read(house, inviter, "/api/v1/campaigns/" + campaign + "/progress")
                .body()
                .path("missing")
                .asInt();
    }

    private static Http.Answer read(House house, People.Person by, String path) {
        var answer = by.http()
                .with("Annals-Position", house.part(Positions.class).head().toString())
                .get(path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }
}
