package dev.annals.campaign;

import dev.annals.campaign.Condition.AllOf;
import dev.annals.campaign.Condition.AnyOf;
import dev.annals.campaign.Condition.ConsecutiveLoginDays;
import dev.annals.campaign.Condition.FriendsInvited;
import dev.annals.campaign.Condition.LoginDays;
import dev.annals.campaign.Condition.ProfileCompleted;
import dev.annals.shared.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What somebody can still do about a condition: from his progress, the clock and the window. */
public final class Outlook {

    private final CampaignWindow window;
    private final Instant now;
    private final boolean todayCounts;

    private Outlook(CampaignWindow window, Facts facts, Instant now) {
        this.window = window;
        this.now = now;
        this.todayCounts = window.contains(now)
                && facts.signIns().stream()
                        .anyMatch(signIn -> window.contains(signIn.at())
                                && !signIn.at().isAfter(now)
                                && window.dayOf(signIn.at()).equals(window.dayOf(now)));
    }

    /** How he stands with a campaign now. */
    public static CampaignProgress of(CampaignStanding campaign, UserId userId, Facts facts, Instant now) {
        var window = campaign.definition().window();
        var progress = Evaluation.of(campaign.definition().condition(), window, facts, now);
        var outlook = new Outlook(window, facts, now);
        var phase = campaign.phaseAt(now);
        var today = window.contains(now) ? window.dayOf(now) : null;
        var turnsAt = today == null ? null : window.startOf(today.plusDays(1));
        return new CampaignProgress(
                campaign.campaignId(),
                userId,
                phase,
                progress,
                progress.missing(),
                progress.isMet() || (phase != CampaignPhase.CLOSED && outlook.canBeMet(progress)),
                today,
                outlook.todayCounts,
                turnsAt == null || !turnsAt.isBefore(window.end()) ? null : turnsAt);
    }

    private boolean canBeMet(Progress progress) {
        if (progress.isMet()) return true;
        return switch (progress.condition()) {
            case LoginDays days -> progress.missing() <= daysLeft();
            case ConsecutiveLoginDays row -> progress.missing() <= daysLeft();
            case FriendsInvited invited -> now.isBefore(window.end());
            case ProfileCompleted completed -> now.isBefore(window.end());
            case AllOf all -> progress.parts().stream().allMatch(this::canBeMet);
            case AnyOf any -> progress.parts().stream().anyMatch(this::canBeMet);
        };
    }

    /** On how many days he can still sign in for the first time. */
    private long daysLeft() {
        if (!now.isBefore(window.end())) return 0;
        if (now.isBefore(window.start())) return window.lengthInDays();
        return ChronoUnit.DAYS.between(window.dayOf(now), window.lastDay()) + (todayCounts ? 0 : 1);
    }
}
