package dev.annals.verification.query;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.Evaluation;
import dev.annals.campaign.FactKind;
import dev.annals.campaign.Facts;
import dev.annals.campaign.Facts.Fact;
import dev.annals.campaign.Facts.Span;
import dev.annals.foundation.store.ColumnJson;
import dev.annals.invitation.InvitationEvent.InvitationQualified;
import dev.annals.session.SessionEvent.SessionStarted;
import dev.annals.shared.UserId;
import dev.annals.user.UserEvent.EmailChanged;
import dev.annals.user.UserEvent.ProfileChanged;
import dev.annals.user.UserEvent.UserRegistered;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far each player got in the campaigns that were counted, judged all at once from what the log says of him. */
final class StepBook implements Book {

    private static final String COUNTED =
            "SELECT campaign_id, definition, counted_to FROM campaign_count WHERE definition <> ''";

    private record Told(
            long index,
            Fact fact,
            FactKind kind,
            @Nullable Boolean named,
            @Nullable Boolean reachable) {}

    private final Map<UUID, List<Told>> told = new HashMap<>();
    private final Expected steps = new Expected("campaign_step", "campaign_id", "user_id");

    @Override
    public void read(Logged logged) {
        switch (logged.event()) {
            case SessionStarted e when e.continues() == null -> tell(e.userId(), FactKind.SIGN_IN, null, null, logged);
            case InvitationQualified e -> tell(e.inviter(), FactKind.FRIEND, null, null, logged);
            case UserRegistered e ->
                tell(e.userId(), FactKind.PROFILE, e.profile().displayName() != null, e.email() != null, logged);
            case ProfileChanged e ->
                tell(e.userId(), FactKind.PROFILE, e.profile().displayName() != null, e.email() != null, logged);
            case EmailChanged e -> tell(e.userId(), FactKind.PROFILE, null, e.email() != null, logged);
            default -> {}
        }
    }

    private void tell(
            UserId userId, FactKind kind, @Nullable Boolean named, @Nullable Boolean reachable, Logged logged) {
        told.computeIfAbsent(userId.value(), first -> new ArrayList<>())
                .add(new Told(logged.index(), new Fact(logged.eventId(), logged.at()), kind, named, reachable));
    }

    /** Judges everybody by what each campaign was counted by. */
    void expect(Connection store) throws SQLException {
        try (var statement = store.prepareStatement(COUNTED);
                var row = statement.executeQuery()) {
            while (row.next()) {
                var campaign = row.getObject(1, UUID.class);
                var definition = ColumnJson.read(row.getString(2), CampaignDefinition.class);
                var upTo = row.getLong(3);
                told.forEach((user, of) -> expect(campaign, definition, upTo, user, of));
            }
        }
    }

    private void expect(UUID campaign, CampaignDefinition definition, long upTo, UUID user, List<Told> of) {
        // Of whom more is known since then, he may have been judged by it or not.
        if (of.getLast().index() > upTo) {
            steps.put(campaign, user)
                    .with("started_on", Allowed.ANYTHING)
                    .with("qualified_on", Allowed.ANYTHING)
                    .optional();
            return;
        }
        var window = definition.window();
        var facts = new Facts(facts(FactKind.SIGN_IN, of), facts(FactKind.FRIEND, of), complete(of));
        var startedAt = Evaluation.startedAt(definition.condition(), window, facts, window.end());
        if (startedAt == null) return;
        var metAt = Evaluation.of(definition.condition(), window, facts, window.end())
                .metAt();
        steps.put(campaign, user)
                .with("started_on", window.dayOf(startedAt))
                .with("qualified_on", metAt == null ? null : window.dayOf(metAt));
    }

    private static List<Fact> facts(FactKind kind, List<Told> of) {
        return of.stream().filter(each -> each.kind() == kind).map(Told::fact).toList();
    }

    private static List<Span> complete(List<Told> of) {
        var spans = new ArrayList<Span>();
        var named = false;
        var reachable = false;
        @Nullable Fact since = null;
        for (var each : of) {
            if (each.named() != null) named = each.named();
            if (each.reachable() != null) reachable = each.reachable();
            var isComplete = named && reachable;
            if (isComplete && since == null) since = each.fact();
            else if (!isComplete && since != null) {
                spans.add(new Span(since.eventId(), since.at(), each.fact().at()));
                since = null;
            }
        }
        if (since != null) spans.add(new Span(since.eventId(), since.at(), null));
        return spans;
    }

    @Override
    public List<ReadModel> readModels() {
        return List.of();
    }

    @Override
    public List<Expected> writeSide() {
        return List.of(steps);
    }
}
