package dev.annals.campaign.command;

import dev.annals.campaign.CampaignCommand;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignEvent;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignTimes;
import dev.annals.campaign.CampaignWindow;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.KnownRewards;
import dev.annals.campaign.KnownRewards.KnownReward;
import dev.annals.campaign.RewardId;
import dev.annals.campaign.Visibility;
import dev.annals.foundation.security.Authority;
import dev.annals.foundation.store.EventMetadata;
import dev.annals.shared.Actor;
import dev.annals.shared.CommandRefused;
import dev.annals.shared.Permission;
import dev.annals.shared.Refusal;
import dev.annals.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The write-side table on an H2 of its own, a clock that is set, two rewards, and an operator who may what he is given. */
final class CampaignWorld {

    static final CampaignId SEVEN_DAYS = CampaignId.of("00000000-0000-4000-8000-0000000000c1");
    static final RewardId GEMS = RewardId.of("00000000-0000-4000-8000-0000000000d1");
    static final RewardId RETIRED = RewardId.of("00000000-0000-4000-8000-0000000000d2");
    static final UserId OPERATOR = UserId.of("00000000-0000-4000-8000-00000000000a");

    static final Instant DRAFTED_AT = Instant.parse("2026-11-21T07:00:00Z");

    final JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"));
    final StandingTable standings = new StandingTable(jdbc);
    final Set<Permission> permissions = EnumSet.allOf(Permission.class);
    Instant now = DRAFTED_AT;

    CampaignWorld() {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/common/V260__campaigns.sql"))
                .execute(jdbc.getDataSource());
    }

    static CampaignDefinition definition() {
        return definition("2026-12-01", "2026-12-14", new ConsecutiveLoginDays(7));
    }

    static CampaignDefinition definition(String from, String to, Condition condition) {
        return new CampaignDefinition(
                "Seven days",
                "Sign in seven days in a row.",
                CampaignTimes.window(from, to, "Asia/Seoul", 5),
                condition,
                Visibility.PUBLIC);
    }

    static CampaignDefinition condition(Condition condition) {
        return with("Seven days", "Sign in seven days in a row.", definition().window(), condition);
    }

    static CampaignDefinition window(CampaignWindow window) {
        return with(
                "Seven days",
                "Sign in seven days in a row.",
                window,
                definition().condition());
    }

    static CampaignDefinition with(String title, String text, CampaignWindow window, Condition condition) {
        return new CampaignDefinition(title, text, window, condition, Visibility.PUBLIC);
    }

    CampaignStanding standing() {
        return standings.standingOf(SEVEN_DAYS).orElseThrow();
    }

    ResultValidator<Campaign> when(CampaignCommand command, CampaignEvent... given) {
        var then = fixture().givenCurrentTime(DRAFTED_AT);
        return (given.length == 0 ? then : then.andGiven((Object[]) given)).when(command);
    }

    void refused(Refusal refusal, CampaignCommand command, CampaignEvent... given) {
        when(command, given)
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(refusal);
    }

    private AggregateTestFixture<Campaign> fixture() {
        var fixture = new AggregateTestFixture<>(Campaign.class);
        fixture.registerCommandDispatchInterceptor(commands ->
                (index, command) -> command.andMetaData(Map.of(EventMetadata.ACTOR, new Actor.User(OPERATOR).text())));
        fixture.registerInjectableResource(law());
        return fixture;
    }

    private CampaignLaw law() {
        var rewards = new HashMap<RewardId, KnownReward>();
        rewards.put(GEMS, new KnownReward(GEMS, "Gems", false, Map.of("gem", 500L), 10L));
        rewards.put(RETIRED, new KnownReward(RETIRED, "Hats", true, Map.of("hat", 1L), null));
        var beans = new StaticListableBeanFactory();
        beans.addBean("rewards", (KnownRewards) id -> Optional.ofNullable(rewards.get(id)));
        return new CampaignLaw(new Permitted(), standings, beans.getBeanProvider(KnownRewards.class), new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    private final class Permitted implements Authority {
        @Override
        public Set<String> rolesOf(UserId userId) {
            return Set.of();
        }

        @Override
        public Set<Permission> permissionsOf(UserId userId) {
            return permissions;
        }
    }
}
