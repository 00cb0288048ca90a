CREATE TABLE campaign_rows (
    generation  INTEGER NOT NULL,
    campaign_id UUID NOT NULL,
    definition  VARCHAR(32000) NOT NULL,
    starts_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ends_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    visibility  VARCHAR(16) NOT NULL,
    state       VARCHAR(16) NOT NULL,
    revision    BIGINT NOT NULL,
    changed_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    log_index   BIGINT NOT NULL,
    PRIMARY KEY (generation, campaign_id)
);
CREATE INDEX campaign_by_log_index ON campaign_rows (generation, log_index);
CREATE VIEW campaign AS
SELECT r.* FROM campaign_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'campaign');
INSERT INTO projection_generation (projection, live) VALUES ('campaign', 1);

CREATE TABLE campaign_reward_rows (
    generation  INTEGER NOT NULL,
    campaign_id UUID NOT NULL,
    reward_id   UUID NOT NULL,
    attached_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (generation, campaign_id, reward_id)
);
CREATE VIEW campaign_reward AS
SELECT r.* FROM campaign_reward_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'campaign-reward');
INSERT INTO projection_generation (projection, live) VALUES ('campaign-reward', 1);

-- One row per event that some campaign may count.
CREATE TABLE player_fact_rows (
    generation  INTEGER NOT NULL,
    user_id     UUID NOT NULL,
    log_index   BIGINT NOT NULL,
    kind        VARCHAR(16) NOT NULL,
    event_id    VARCHAR(64) NOT NULL,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    has_name    BOOLEAN,
    has_email   BOOLEAN,
    PRIMARY KEY (generation, user_id, log_index)
);
CREATE INDEX player_fact_by_kind ON player_fact_rows (generation, user_id, kind, happened_at);
CREATE VIEW player_fact AS
SELECT r.* FROM player_fact_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'player-fact');
INSERT INTO projection_generation (projection, live) VALUES ('player-fact', 1);
