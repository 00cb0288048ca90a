package bench;

import dev.annals.campaign.CampaignCommand.ActivateCampaign;
import dev.annals.campaign.CampaignCommand.AttachReward;
import dev.annals.campaign.CampaignCommand.DraftCampaign;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.RewardId;
import dev.annals.campaign.Visibility;
import dev.annals.foundation.web.RequestContext;
import dev.annals.reward.Claims;
import dev.annals.reward.Claims.Wish;
import dev.annals.reward.Delivery;
import dev.annals.reward.RewardCommand.DefineReward;
import dev.annals.shared.Actor;
import dev.annals.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;

/** Claims of one reward that everybody wants beside claims of many, each by a player of its own. */
class ClaimBench {

    private static final int ROUNDS = Setting.of("BENCH_ROUNDS", 5);
    private static final Duration SLICE = Duration.ofMillis(Setting.of("BENCH_MILLIS", 4_000));
    private static final int CALLERS = 64;
    private static final int REWARDS = 64;
    private static final int PER_CAMPAIGN = 16;
    private static final int PLAYERS = 100_000;

    /** As many as were made by the SQL below. */
    private static final String PLAYER = "('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid";

    private record Offer(CampaignId campaign, RewardId reward) {}

    private final AtomicInteger player = new AtomicInteger();

    @Test
    void oneHotRewardBesideMany() throws Exception {
        try (var database = DurablePostgres.fresh();
                var platform = InProcess.on(database)) {
            players(database);
            var offers = offers(platform.part(CommandGateway.class));
            var claims = platform.part(Claims.class);
            var runner = new Callers(
                    CALLERS,
                    () -> Cpu.of(database.postmaster(), ProcessHandle.current().pid()));
            Callers.Work hot = (caller, number) -> claim(claims, offers.getFirst());
            Callers.Work many = (caller, number) -> claim(claims, offers.get(caller % REWARDS));
            runner.during(SLICE.dividedBy(2), many);
            runner.during(SLICE.dividedBy(2), hot);
            var ratios = new double[ROUNDS];
            var slices = new ArrayList<List<Callers.Slice>>();
            for (var round = 0; round < ROUNDS; round++) {
                // Whoever comes second finds a busier disk: it is not always the same one.
                var first = runner.during(SLICE, round % 2 == 0 ? hot : many);
                var second = runner.during(SLICE, round % 2 == 0 ? many : hot);
                slices.add(round % 2 == 0 ? List.of(first, second) : List.of(second, first));
                ratios[round] =
                        slices.getLast().get(0).rate() / slices.getLast().get(1).rate();
            }
            expectTheBooksToAgree(database);
            print(
                    "one hot reward, %d callers: %s of the rate over %d rewards | hot %s | many %s",
                    CALLERS,
                    Figures.of(ratios).spread("%.2f"),
                    REWARDS,
                    text(slices.stream().map(List::getFirst).toList()),
                    text(slices.stream().map(List::getLast).toList()));
        }
    }

    private void claim(Claims claims, Offer offer) {
        var number = player.incrementAndGet();
        if (number > PLAYERS) throw new IllegalStateException("Too few players for so many claims");
        var userId = new UserId(new UUID(0x4000L, 0x8000_0000_0000_0000L | number));
        RequestContext.anonymous(null)
                .as(new Actor.User(userId))
                .during(() -> claims.claim(new Wish(offer.campaign(), offer.reward(), userId, null))
                        .grantOrRefuse());
    }

    /** As if they had registered and signed in: nobody measures that here. */
    private static void players(DurablePostgres database) throws Exception {
        for (var table : List.of(
                "access_state select " + PLAYER + ", 1, 'ACTIVE', false",
                "role_holding select " + PLAYER + ", 'USER', true",
                "player_fact_rows select 1, " + PLAYER + ", 1000000 + n, 'SIGN_IN', n::text, now()"))
            database.tell("insert into " + table + " from generate_series(1, " + PLAYERS + ") as n");
        database.tell("vacuum analyze");
    }

    private static List<Offer> offers(CommandGateway commands) {
        return RequestContext.system("bench").during(() -> {
            var offers = new ArrayList<Offer>();
            var campaign = campaign(commands);
            for (var n = 0; n < REWARDS; n++) {
                if (n > 0 && n % PER_CAMPAIGN == 0) campaign = campaign(commands);
                var reward = new RewardId(UUID.randomUUID());
                commands.sendAndWait(
                        new DefineReward(reward, "A hat", "", List.of(), List.of(), 1_000_000L, 1, Delivery.MANUAL));
                commands.sendAndWait(new AttachReward(campaign, reward));
                offers.add(new Offer(campaign, reward));
            }
            offers.stream()
                    .map(Offer::campaign)
                    .distinct()
                    .forEach(id -> commands.sendAndWait(new ActivateCampaign(id)));
            return offers;
        });
    }

    private static CampaignId campaign(CommandGateway commands) {
        var id = new CampaignId(UUID.randomUUID());
        var now = Instant.now();
        var window = new CampaignWindow(
                now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(2)), ZoneId.of("Asia/Seoul"), 5);
        commands.sendAndWait(new DraftCampaign(
                id, new CampaignDefinition("Come by", "", window, new LoginDays(1), Visibility.PUBLIC)));
        return id;
    }

    private static void expectTheBooksToAgree(DurablePostgres database) throws Exception {
        var granted = database.ask("select count(*) from domain_event where payload_type = 'claim.granted'");
        var taken = database.ask("select " + REWARDS + " * 1000000 - sum(available) from reward_stock");
        if (!granted.equals(taken)) throw new IllegalStateException(granted + " granted and " + taken + " taken");
    }

    private static String text(List<Callers.Slice> slices) {
        return Figures.of(slices, Callers.Slice::rate).spread("%.0f") + "/s, p50 "
                + Figures.of(slices, slice -> slice.millis(0.5)).spread("%.1f") + " ms, "
                + Figures.of(slices, Callers.Slice::applicationMicros).spread("%.0f") + " + "
                + Figures.of(slices, Callers.Slice::databaseMicros).spread("%.0f") + " µs CPU";
    }

    private static void print(String format, Object... values) {
        System.out.println("CLAIMS " + String.format(Locale.ROOT, format, values));
    }
}
