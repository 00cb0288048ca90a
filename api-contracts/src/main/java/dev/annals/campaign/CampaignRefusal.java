package dev.annals.campaign;

import dev.annals.shared.Refusal;

/** Why a wish about campaigns is refused. All are thrown and leave no trace. */
public enum CampaignRefusal implements Refusal {
    CAMPAIGN_NOT_FOUND(Kind.NOT_FOUND, "There is no such campaign."),
    INVALID_TITLE(Kind.INVALID, "A title has 1 to 120 characters."),
    INVALID_DESCRIPTION(Kind.INVALID, "A description has at most 4000 characters."),
    INVALID_TIME(Kind.INVALID, "A date (2026-12-01), a local time (2026-12-01T05:00) or an instant (…Z, …+09:00)."),
    TIME_OUT_OF_RANGE(Kind.INVALID, "A campaign lies between the years 2000 and 2100 and lasts at most 1,000 days."),
    LOCAL_TIME_DOES_NOT_EXIST(Kind.INVALID, "The clocks of this zone skip that local time."),
    DAY_DOES_NOT_EXIST(Kind.INVALID, "This zone skips a whole day inside the window."),
    INVALID_RESET_HOUR(Kind.INVALID, "A day starts at an hour from 0 to 23."),
    END_BEFORE_START(Kind.INVALID, "A campaign must end after it starts."),
    INVALID_GOAL(Kind.INVALID, "A goal is at least 1 and at most 1,000."),
    EMPTY_CONDITION(Kind.INVALID, "all_of and any_of name at least one condition."),
    CONDITION_TOO_LARGE(Kind.INVALID, "A condition has at most 20 parts, at most 4 deep."),
    WINDOW_TOO_SHORT(Kind.INVALID, "The window has fewer days than the condition asks for."),
    UNKNOWN_REWARD(Kind.INVALID, "There is no such reward."),
    REWARD_IS_RETIRED(Kind.CONFLICT, "This reward is retired."),
    REWARD_ALREADY_ATTACHED(Kind.CONFLICT, "This reward is attached already."),
    REWARD_NOT_ATTACHED(Kind.CONFLICT, "This reward is not attached."),
    TOO_MANY_REWARDS(Kind.CONFLICT, "A campaign has at most 20 rewards."),
    CAMPAIGN_CHANGED(Kind.CONFLICT, "The campaign has been changed since the revision that you edited."),
    CAMPAIGN_NOT_A_DRAFT(Kind.CONFLICT, "Only a draft can be activated."),
    CAMPAIGN_NOT_ACTIVE(Kind.CONFLICT, "Only an active campaign can be paused."),
    CAMPAIGN_NOT_PAUSED(Kind.CONFLICT, "Only a paused campaign can be resumed."),
    CAMPAIGN_OVER(Kind.CONFLICT, "This campaign is over, and that is final."),
    EDIT_STARTS_LATER(Kind.CONFLICT, "Players have seen the start: it may only become earlier."),
    EDIT_ENDS_EARLIER(Kind.CONFLICT, "Players have seen the end: it may only become later."),
    EDIT_MOVES_DAYS(Kind.CONFLICT, "Players count days by this zone and hour: they are fixed."),
    EDIT_HARDENS_CONDITION(Kind.CONFLICT, "Players work for this condition: it may only become easier."),
    EDIT_HIDES(Kind.CONFLICT, "Players see this campaign: it may not be hidden."),
    CLOCK_WENT_BACK(Kind.UNAVAILABLE, "This machine's clock is behind what has been recorded; nothing was changed."),
    DRY_RUN_NOT_FOUND(Kind.NOT_FOUND, "There is no such dry run."),
    TOO_MANY_DRY_RUNS(Kind.TOO_MANY, "Too many dry runs are waiting; try again later.");

    private final Kind kind;
    private final String sentence;

    CampaignRefusal(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
