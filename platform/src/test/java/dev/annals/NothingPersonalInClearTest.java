package dev.annals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever tells who somebody is stands sealed in every table and file, the log included.
 *
 * <p>Red: a reservation that was not hashed; a log line with the name that was tried.
 */
@ParameterizedClass
@EnumSource(Store.class)
class NothingPersonalInClearTest {

    private static final List<String> PERSONAL = List.of(
            "Quetzalcoatlus",
            "Northropi",
            "Hatzegopteryx",
            "Arambourgiania",
            "Cryodrakon",
            "Thanatosdrakon",
            "Zhejiangopterus",
            "Pacific/Chatham",
            "Azhdarchid",
            "Bennettazhia",
            "Montanazhdarcho",
            "Annalenophon",
            "127.0.0.77");

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Store store;

    @Test
    void neitherTheDatabaseNorTheLogTellsWhoSomebodyIs() {
        try (var house = House.fresh(store)) {
            var id = live(house);

            var places = Traces.of(PERSONAL, house.part(DataSource.class), house.folder());
            assertThat(places).isEmpty();
            assertThat(Traces.of(List.of(id), house.part(DataSource.class), house.folder()))
                    .as("the search finds what is there")
                    .isNotEmpty();
        }
    }

    /** Does and gets wrong whatever leaves traces. */
    private static String live(House house) {
        var admin = new People(house).admin().http().from("127.0.0.77");
        var http = house.http().from("127.0.0.77").with("User-Agent", "Annalenophon/7.7");
        var account = Map.of(
                "username", "Quetzalcoatlus",
                "password", "Montanazhdarcho",
                "email", "northropi@pterosaur.example",
                "display_name", "Hatzegopteryx",
                "first_name", "Arambourgiania",
                "last_name", "Cryodrakon",
                "bio", "Thanatosdrakon",
                "avatar", "https://img.example/Zhejiangopterus.png",
                "zone", "Pacific/Chatham");
        var registered = http.post("/api/v1/users", account);
        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        var id = registered.text("user_id");
        assertThat(http.post("/api/v1/users", account).status()).isEqualTo(409);
        assertThat(http.post("/api/v1/users", "{\"username\":\"Quetzalcoatlus\",")
                        .status())
                .isEqualTo(400);
        assertThat(http.post("/api/v1/users", "{\"Quetzalcoatlus\":1}").status())
                .isEqualTo(400);
        assertThat(http.get("/api/v1/users/Quetzalcoatlus").status()).isEqualTo(401);
        assertThat(signIn(http, "Quetzalcoatlus", "Bennettazhia").status()).isEqualTo(401);
        assertThat(signIn(http, "Bennettazhia", "Montanazhdarcho").status()).isEqualTo(401);
        var tokens = signIn(http, "northropi@pterosaur.example", "Montanazhdarcho");
        assertThat(tokens.status()).as("%s", tokens).isEqualTo(201);
        var me = http.bearer(tokens.text("access_token"));
        assertThat(me.get("/api/v1/users/Quetzalcoatlus").status()).isBetween(400, 404);
        assertThat(me.patch("/api/v1/users/me/profile", Map.of("bio", "Thanatosdrakon again"))
                        .status())
                .isEqualTo(200);
        assertThat(me.put("/api/v1/users/me/username", Map.of("username", "Northropi"))
                        .status())
                .isEqualTo(200);
        var position = String.valueOf(me.patch("/api/v1/users/me/profile", Map.of("bio", "Cryodrakon"))
                .header("Annals-Position"));
        assertThat(me.with("Annals-Position", position).get("/api/v1/users/me").text("username"))
                .isEqualTo("Northropi");
        for (var deed : List.of("block", "restore", "delete"))
            assertThat(admin.post("/api/v1/users/" + id + "/" + deed, Map.of("reason", "Azhdarchid"))
                            .status())
                    .isEqualTo(200);
        return id;
    }

    private static Http.Answer signIn(Http http, String login, String password) {
        return http.post("/api/v1/sessions", Map.of("login", login, "password", password));
    }
}
