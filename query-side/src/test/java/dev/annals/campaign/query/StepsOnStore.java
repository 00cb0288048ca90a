package dev.annals.campaign.query;

import com.zaxxer.hikari.HikariDataSource;
import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.CampaignQuery.StepsOf;
import dev.annals.campaign.CampaignStanding;
import dev.annals.campaign.CampaignState;
import dev.annals.campaign.CampaignSteps;
import dev.annals.campaign.FactKind;
import dev.annals.foundation.projection.ReadModels;
import dev.annals.foundation.store.Position;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** One campaign whose steps are counted from facts that a test puts there. */
final class StepsOnStore implements ReadModels {

    static final CampaignId SPRING = new CampaignId(new UUID(1, 1));

    final JdbcClient jdbc;
    private final StepCounter counter;
    private @Nullable CampaignDefinition definition;
    /** Up to where everything is there. */
    long seenUpTo;

    StepsOnStore(HikariDataSource database) {
        jdbc = JdbcClient.create(database);
        var table = new StepTable(jdbc, new JdbcTemplate(database));
        counter = new StepCounter(
                new StepPages(new PastFacts(jdbc), table),
                table,
                id -> Optional.ofNullable(definition).map(StepsOnStore::standing),
                this,
                new JdbcTransactionManager(database));
    }

    private static CampaignStanding standing(CampaignDefinition definition) {
        return new CampaignStanding(SPRING, definition, CampaignState.ACTIVE, new TreeSet<>(), 1, Instant.EPOCH);
    }

    void is(CampaignDefinition now) {
        definition = now;
    }

    void fact(UUID user, long index, FactKind kind, Instant at, @Nullable Boolean name, @Nullable Boolean email) {
        jdbc.sql("INSERT INTO player_fact_rows (generation, user_id, log_index, kind, event_id, happened_at, has_name,"
                        + " has_email) VALUES (1, :user, :index, :kind, :event, :at, :name, :email)")
                .param("user", user)
                .param("index", index)
                .param("kind", kind.name())
                .param("event", "event-" + index)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("name", name)
                .param("email", email)
                .update();
    }

    CampaignSteps steps() {
        return counter.answer(new StepsOf(SPRING));
    }

    /** As if nothing had been counted yet. */
    CampaignSteps stepsAnew() {
        jdbc.sql("UPDATE campaign_count SET definition = '', generation = 0, counted_to = 0")
                .update();
        return steps();
    }

    @Override
    public long seenUpTo(String group) {
        return seenUpTo;
    }

    @Override
    public void await(String group, Position position) {}

    @Override
    public void awaitHead(String group) {}
}
