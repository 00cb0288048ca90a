-- On which day of a campaign each player began and met its condition, as the facts say that were there up to a place of the
-- log. No read model of its own: it follows from player_fact and from what the campaign is now, and is brought up to date by
-- whoever asks.
CREATE TABLE campaign_step (
    campaign_id  UUID NOT NULL,
    user_id      UUID NOT NULL,
    started_on   DATE NOT NULL,
    qualified_on DATE,
    PRIMARY KEY (campaign_id, user_id)
);
CREATE INDEX campaign_step_by_day ON campaign_step (campaign_id, started_on, qualified_on);

-- By which definition, from which generation of player_fact, and up to which place of the log.
CREATE TABLE campaign_count (
    campaign_id UUID PRIMARY KEY,
    definition  VARCHAR(32000) NOT NULL,
    generation  INTEGER NOT NULL,
    counted_to  BIGINT NOT NULL
);

-- What came since.
CREATE INDEX player_fact_by_log_index ON player_fact_rows (generation, log_index);

-- Claims of a campaign by their time; what becomes of them later changes nothing here.
CREATE INDEX claim_history_by_time ON claim_history_rows (generation, campaign_id, happened_at, code);
