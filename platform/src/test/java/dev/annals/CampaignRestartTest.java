package dev.annals;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.annals.Http.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Time goes on while nobody runs: a process is killed before a campaign opens and another one is there afterwards. */
class CampaignRestartTest {

    private static final Map<String, String> OPERATOR = Map.of("login", House.ADMIN, "password", House.ADMIN_PASSWORD);

    @ParameterizedTest
    @EnumSource
    void aCampaignOpensWhileNobodyRunsAndWhatWasEndedStaysClosed(Store store) throws Exception {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/processes")).toAbsolutePath(), "o");
        var settings = new ArrayList<>(store.freshDatabase(folder));
        settings.addAll(List.of(
                "--annals.master-key-file=" + folder.resolve("master.key"),
                "--annals.admin.username=" + House.ADMIN,
                "--annals.admin.password=" + House.ADMIN_PASSWORD,
                "--annals.master-key-create=true",
                "--annals.password.argon2-memory=256",
                "--annals.password.argon2-iterations=1"));
        var opens = Instant.now();
        var campaign = "";
        var hat = "";
        try (var process = start(folder, settings)) {
            var http = signedIn(process);
            hat = http.post("/api/v1/rewards", Map.of("title", "A hat", "stock", 2))
                    .text("reward_id");
            opens = Instant.now().plusSeconds(4);
            var drafted = http.post(
                    "/api/v1/campaigns",
                    Map.of(
                            "title", "Soon",
                            "starts_at", opens.toString(),
                            "ends_at", opens.plus(Duration.ofDays(30)).toString(),
                            "zone", "UTC",
                            "condition", Map.of("kind", "login_days", "goal", 1)));
            assertThat(drafted.status()).as("%s", drafted).isEqualTo(201);
            campaign = drafted.text("campaign_id");
            http.put("/api/v1/campaigns/" + campaign + "/rewards/" + hat, Map.of());
            var activated = http.post("/api/v1/campaigns/" + campaign + "/activate", Map.of());
            assertThat(activated.text("phase")).as("%s", activated).isEqualTo("SCHEDULED");
            assertThat(claim(http, campaign, hat).code()).isEqualTo("CAMPAIGN_NOT_OPEN");
            process.kill();
        }
        var opened = opens;
        try (var process = start(folder, settings)) {
            await().atMost(ofSeconds(20)).until(() -> Instant.now().isAfter(opened));
            var http = signedIn(process);
            assertThat(phase(http, campaign)).isEqualTo("OPEN");
            assertThat(claim(http, campaign, hat).status()).isEqualTo(201);
            assertThat(http.post("/api/v1/campaigns/" + campaign + "/end", Map.of())
                            .text("phase"))
                    .isEqualTo("CLOSED");
            process.kill();
        }
        try (var process = start(folder, settings)) {
            var http = signedIn(process);
            assertThat(phase(http, campaign)).isEqualTo("CLOSED");
            assertThat(claim(http, campaign, hat).code()).isEqualTo("CAMPAIGN_OVER");
        }
    }

    private static RunningProcess start(Path folder, List<String> settings) {
        var process = RunningProcess.start(
                "", RunningProcess.freePort(), folder.resolve("process.log"), "", List.of(), settings);
        process.untilReady();
        return process;
    }

    private static Http signedIn(RunningProcess process) {
        return process.http()
                .bearer(process.http().post("/api/v1/sessions", OPERATOR).text("access_token"));
    }

    private static String phase(Http http, String campaign) {
        return http.get("/api/v1/campaigns/" + campaign).text("phase");
    }

    private static Answer claim(Http http, String campaign, String reward) {
        return http.post("/api/v1/claims", Map.of("campaign_id", campaign, "reward_id", reward));
    }
}
