package dev.annals.campaign.query;

import dev.annals.campaign.CampaignDefinition;
import dev.annals.campaign.CampaignId;
import dev.annals.campaign.Condition;
import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.campaign.Evaluation;
import dev.annals.campaign.Facts;
import dev.annals.campaign.query.StepTable.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges the players of a campaign, some at a time, and writes down how far each got. */
@Component
class StepPages {

    private static final int USERS_OF_A_PAGE = 500;

    private final PastFacts facts;
    private final StepTable table;

    StepPages(PastFacts facts, StepTable table) {
        this.facts = facts;
        this.table = table;
    }

    /** Everybody; there must be no steps yet. */
    void all(CampaignId campaignId, CampaignDefinition definition) {
        var window = definition.window();
        for (var page : pages(0, definition))
            table.add(campaignId, steps(facts.ofNeighbours(page, window), definition));
    }

    /** Those of whom something is known that stands later in the log. */
    void since(long index, CampaignId campaignId, CampaignDefinition definition) {
        for (var page : pages(index, definition)) {
            var now = steps(facts.of(page, definition.window()), definition);
            var before = table.of(campaignId, page);
            var others = new HashMap<>(now);
            others.entrySet().removeAll(before.entrySet());
            var gone = new ArrayList<>(before.keySet());
            gone.removeIf(user -> Objects.equals(before.get(user), now.get(user)));
            if (!gone.isEmpty()) table.remove(campaignId, gone);
            if (!others.isEmpty()) table.add(campaignId, others);
        }
    }

    private List<List<UUID>> pages(long index, CampaignDefinition definition) {
        var users = facts.heardOfSince(index, definition.window(), asksForProfiles(definition.condition()));
        var pages = new ArrayList<List<UUID>>();
        for (var from = 0; from < users.size(); from += USERS_OF_A_PAGE)
            pages.add(users.subList(from, Math.min(from + USERS_OF_A_PAGE, users.size())));
        return pages;
    }

    private static Map<UUID, Step> steps(Map<UUID, Facts> known, CampaignDefinition definition) {
        var steps = new HashMap<UUID, Step>();
        known.forEach((user, of) -> {
            var step = step(of, definition);
            if (step != null) steps.put(user, step);
        });
        return steps;
    }

    /** Everything in the window counts, whatever this clock says: an event of another process may be ahead of it. */
    private static @Nullable Step step(Facts known, CampaignDefinition definition) {
        var window = definition.window();
        var startedAt = Evaluation.startedAt(definition.condition(), window, known, window.end());
        if (startedAt == null) return null;
        var metAt = Evaluation.of(definition.condition(), window, known, window.end())
                .metAt();
        return new Step(window.dayOf(startedAt), metAt == null ? null : window.dayOf(metAt));
    }

    /** A profile may have been complete before the window. */
    private static boolean asksForProfiles(Condition condition) {
        return switch (condition) {
            case LoginDays days -> false;
            case ConsecutiveLoginDays row -> false;
            case FriendsInvited invited -> false;
            case ProfileCompleted completed -> true;
            case AllOf all -> all.conditions().stream().anyMatch(StepPages::asksForProfiles);
            case AnyOf any -> any.conditions().stream().anyMatch(StepPages::asksForProfiles);
        };
    }
}
