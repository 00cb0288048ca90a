package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.Http.Answer;
import dev.annals.People.Person;
import dev.annals.foundation.personal.PersonalData;
import dev.annals.foundation.store.Positions;
import dev.annals.foundation.web.RequestContext;
import dev.annals.shared.Personal;
import dev.annals.shared.UserId;
import dev.annals.user.Account;
import dev.annals.user.ErasureReceiver;
import dev.annals.user.UserCommand.EraseUser;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Of whoever is erased nothing can be read any more, by nobody, not even after a restore; what happened stays.
 *
 * <p>Red: the key left alone; the credential left; the list not applied; the list applied after the web server.
 */
class ErasureTest {

    private static final List<String> PERSONAL = List.of(
            "Pterodaustro",
            "Ctenochasma",
            "Gnathosaurus",
            "Moganopterus",
            "Feilongus",
            "Aurorazhdarcho",
            "Pacific/Chatham",
            "127.0.0.79",
            "Plataleorhynchus");

    @ParameterizedTest
    @EnumSource(Store.class)
    void nothingIsLeftToReadOfWhoeverIsErased(Store store) throws SQLException {
        try (var house = House.fresh(store)) {
            var people = new People(house);
            var admin = people.admin();
            // Something about him is parked.
            jdbc(house)
                    .sql("ALTER TABLE failed_sign_in_rows ADD CONSTRAINT nobody CHECK (user_id IS NULL)")
                    .update();
            var person = live(house, admin);

            var erased = admin.http().post(erase(person), Map.of("reason", "Plataleorhynchus asked for it"));

            assertThat(erased.status()).as("%s", erased).isEqualTo(200);
            assertThat(erased.text("status")).isEqualTo("ERASED");
            isNobody(house, person);
            assertThat(person.http().get("/api/v1/users/me").status()).isEqualTo(401);
            assertThat(people.register("Pterodaustro").code()).isEqualTo("USERNAME_TAKEN");
            assertThat(house.http()
                            .post(
                                    "/api/v1/users",
                                    Map.of(
                                            "username",
                                            People.freshName("hana"),
                                            "password",
                                            People.PASSWORD,
                                            "email",
                                            "ctenochasma@pterosaur.example"))
                            .code())
                    .isEqualTo("EMAIL_TAKEN");
            assertThat(admin.http()
                            .put("/api/v1/users/" + person.id() + "/roles/OPERATOR", Map.of("reason", "A test"))
                            .status())
                    .isEqualTo(409);
            for (var deed : List.of("block", "restore"))
                assertThat(admin.http()
                                .post("/api/v1/users/" + person.id() + "/" + deed, Map.of("reason", "A test"))
                                .code())
                        .isEqualTo("USER_DELETED");
            assertThat(admin.http().post(erase(person), Map.of()).text("status"))
                    .as("again")
                    .isEqualTo("ERASED");
            assertThat(house.folder().resolve("erasures.txt")).content().contains(person.id());
            assertThat(jdbc(house)
                            .sql("SELECT count(*) FROM parked_event WHERE row_key LIKE '" + person.id() + "%'")
                            .query(Long.class)
                            .single())
                    .as("parked")
                    .isPositive();
            assertThat(Traces.of(PERSONAL, house.part(DataSource.class), house.folder()))
                    .isEmpty();
            if (store == Store.POSTGRESQL) {
                var files = jdbc(house)
                        .sql("SELECT setting FROM pg_settings WHERE name = 'data_directory'")
                        .query(String.class)
                        .single();
                assertThat(grep(PERSONAL, files))
                        .as("in tables, indexes and WAL")
                        .isEmpty();
                assertThat(grep(List.of(person.id()), files))
                        .as("the search finds what is there")
                        .isNotEmpty();
            }

            readAllOver(house);
            isNobody(house, person);
        }
    }

    @Test
    void aRestoreOfAnOlderBackupErasesBeforeItAnswers() throws IOException {
        var port = freePort();
        try (var house = House.fresh(Store.H2, "--server.port=" + port)) {
            var people = new People(house);
            var admin = people.admin();
            var person = live(house, admin);
            var other = people.somebody();
            var backup = house.folder().resolve("backup.zip");
            jdbc(house).sql("BACKUP TO '" + backup + "'").update();
            assertThat(admin.http().post(erase(person), Map.of()).status()).isEqualTo(200);
            house.close();
            unzip(backup, house.folder());

            var first = CompletableFuture.supplyAsync(() -> firstAnswer(port));
            house.restart();

            assertThat(first.join().code()).isEqualTo("SIGN_IN_FAILED");
            isNobody(house, person);
            var audit = audit(house, person);
            assertThat(audit.raw().body()).contains("user.erased", "system:restore");
            var stillThere = people.signedIn(other.username(), People.PASSWORD);
            assertThat(stillThere.http().get("/api/v1/users/me").text("username"))
                    .isEqualTo(other.username());
        }
    }

    @Test
    void anErasureWaitsForWhoeverHasToHearOfItAndComesToItsEndWhateverDies() {
        try (var house = House.fresh(Store.H2, "--annals.erasure.retry=100ms")) {
            var told = new AtomicBoolean();
            ((GenericApplicationContext) house.context())
                    .registerBean("slow", ErasureReceiver.class, () -> new Slow(told));
            var people = new People(house);
            var admin = people.admin();
            var one = people.somebody();
            var two = people.somebody();
            var three = people.somebody();

            assertThat(admin.http().post(erase(one), Map.of()).text("status")).isEqualTo("DELETED");
            assertThat(admin.http().post(erase(two), Map.of("override", true)).code())
                    .isEqualTo("ERASURE_WAITS");
            jdbc(house)
                    .sql("UPDATE erasure SET requested_at = requested_at - INTERVAL '25' HOUR WHERE user_id = '"
                            + two.id() + "'")
                    .update();
            assertThat(admin.http().post(erase(two), Map.of("override", true)).text("status"))
                    .isEqualTo("ERASED");
            assertThat(audit(house, two).raw().body()).contains("slow", "user:" + admin.id());
            assertThat(user(house, one).text("username")).isEqualTo(one.username());

            // As by a process that died right after the request.
            var threesId = UserId.of(three.id());
            RequestContext.system("test")
                    .during(() -> house.part(CommandGateway.class).<Account>sendAndWait(new EraseUser(threesId, null)));
            told.set(true);

            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                assertThat(user(house, one).text("status")).isEqualTo("ERASED");
                assertThat(user(house, three).text("status")).isEqualTo("ERASED");
            });
        }
    }

    private record Slow(AtomicBoolean told) implements ErasureReceiver {

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public boolean isTold(UserId userId, long logIndex) {
            return told.get() && logIndex > 0;
        }
    }

    /** Leaves something personal wherever it can be left. */
    private static Person live(House house, Person admin) {
        var http = house.http().from("127.0.0.79").with("User-Agent", "Aurorazhdarcho/7.7");
        var registered = http.post(
                "/api/v1/users",
                Map.of(
                        "username", "Pterodaustro",
                        "password", People.PASSWORD,
                        "email", "ctenochasma@pterosaur.example",
                        "display_name", "Gnathosaurus",
                        "first_name", "Moganopterus",
                        "bio", "Feilongus",
                        "zone", "Pacific/Chatham"));
        assertThat(registered.status()).as("%s", registered).isEqualTo(201);
        http.post("/api/v1/sessions", Map.of("login", "Pterodaustro", "password", "not mine"));
        var id = registered.text("user_id");
        for (var deed : List.of("block", "restore"))
            assertThat(admin.http()
                            .post("/api/v1/users/" + id + "/" + deed, Map.of("reason", "Plataleorhynchus"))
                            .status())
                    .isEqualTo(200);
        var session = http.post("/api/v1/sessions", Map.of("login", "Pterodaustro", "password", People.PASSWORD));
        assertThat(session.status()).as("%s", session).isEqualTo(201);
        var token = session.text("access_token");
        var me = http.bearer(token);
        assertThat(me.patch("/api/v1/users/me/profile", Map.of("bio", "Feilongus again"))
                        .status())
                .isEqualTo(200);
        return new Person(id, "Pterodaustro", session.text("session_id"), me, token, session.text("refresh_token"));
    }

    private static void isNobody(House house, Person person) {
        var user = user(house, person);
        assertThat(user.status()).as("%s", user).isEqualTo(200);
        assertThat(user.text("status")).isEqualTo("ERASED");
        assertThat(user.body().path("username").isNull()).as("%s", user).isTrue();
        assertThat(user.body().path("email").isNull()).isTrue();
        var everything = List.of(user, logins(house, person), audit(house, person));
        for (var answer : everything)
            assertThat(answer.raw().body()).doesNotContainIgnoringCase(PERSONAL.toArray(String[]::new));
        assertThat(audit(house, person).raw().body())
                .contains("user.registered", "session.started", "user.deleted", "user.erased");
        assertThat(logins(house, person).body().path("items").size()).isPositive();

        var people = new People(house);
        var unknown = people.signIn(People.freshName("nobody"), People.PASSWORD);
        for (var login : List.of("Pterodaustro", "ctenochasma@pterosaur.example")) {
            var answer = people.signIn(login, People.PASSWORD);
            assertThat(answer.status() + answer.code()).isEqualTo(unknown.status() + unknown.code());
            assertThat(answer.text("detail")).isEqualTo(unknown.text("detail"));
        }

        var personal = house.part(PersonalData.class);
        var sealed = sealed(house, person.id());
        assertThat(sealed)
                .hasSizeGreaterThan(10)
                .allSatisfy(value -> assertThat(personal.open(value)).isEmpty());
        assertThat(jdbc(house)
                        .sql("SELECT count(*) FROM credential WHERE user_id = '" + person.id() + "'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Every sealed value of somebody that the log holds. */
    private static List<Personal> sealed(House house, String id) {
        var pattern = Pattern.compile(id + ":1:[a-z]{2}:[\\w-]+:[\\w-]+");
        var found = new ArrayList<Personal>();
        jdbc(house).sql("SELECT payload, metadata FROM domain_event").query(row -> {
            var text = new String(row.getBytes(1), StandardCharsets.UTF_8)
                    + new String(row.getBytes(2), StandardCharsets.UTF_8);
            pattern.matcher(text).results().forEach(value -> found.add(Personal.parse(value.group())));
        });
        return found;
    }

    /** The files of a folder that hold any of these texts, as they lie on the disk. */
    private static String grep(List<String> texts, String folder) {
        var command = new ArrayList<>(List.of("grep", "-rlaiF"));
        texts.forEach(text -> command.addAll(List.of("-e", text)));
        command.add(folder);
        try {
            var grep = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(grep.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The read models are thrown away and made again from the log. */
    private static void readAllOver(House house) throws SQLException {
        var pool = house.part(HikariDataSource.class);
        house.close();
        try (var database = DriverManager.getConnection(
                        pool.getJdbcUrl(), pool.getUsername(), Objects.requireNonNullElse(pool.getPassword(), ""));
                var statement = database.createStatement()) {
            for (var table : List.of(
                    "profile_rows",
                    "login_history_rows",
                    "failed_sign_in_rows",
                    "open_session_rows",
                    "audit_trail_rows",
                    "role_history_rows",
                    "role_holder_rows",
                    "role_catalogue_rows",
                    "parked_event",
                    "processor_token")) statement.executeUpdate("DELETE FROM " + table);
        }
        house.restart();
    }

    private static Answer user(House house, Person person) {
        return readable(house, "/api/v1/users/" + person.id());
    }

    private static Answer logins(House house, Person person) {
        return readable(house, "/api/v1/users/" + person.id() + "/login-history");
    }

    private static Answer audit(House house, Person person) {
        return readable(house, "/api/v1/audit/events?limit=100&user=" + person.id());
    }

    private static Answer readable(House house, String path) {
        var position = house.part(Positions.class).head().toString();
        var admin = new People(house).admin().http().with("Annals-Position", position);
        return await().atMost(ofSeconds(60)).until(() -> admin.get(path), answer -> answer.status() != 503);
    }

    private static JdbcClient jdbc(House house) {
        return house.part(JdbcClient.class);
    }

    private static String erase(Person person) {
        return "/api/v1/users/" + person.id() + "/erase";
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Asks before anybody listens, so that no moment between is missed. */
    private static Answer firstAnswer(int port) {
        while (true) {
            try {
                return Http.at(port)
                        .post("/api/v1/sessions", Map.of("login", "Pterodaustro", "password", People.PASSWORD));
            } catch (java.io.UncheckedIOException nobodyListens) {
                Thread.onSpinWait();
            }
        }
    }

    private static void unzip(Path backup, Path folder) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(backup))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                Files.copy(zip, folder.resolve(entry.getName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
