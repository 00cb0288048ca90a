CREATE TABLE reward_catalogue_rows (
    generation     INTEGER NOT NULL,
    reward_id      UUID NOT NULL,
    title          VARCHAR(400) NOT NULL,
    description    VARCHAR(4000) NOT NULL,
    items          VARCHAR(65000) NOT NULL,
    stock          BIGINT,
    per_user_limit INTEGER NOT NULL,
    delivery       VARCHAR(16) NOT NULL,
    retired        BOOLEAN NOT NULL,
    defined_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    log_index      BIGINT NOT NULL,
    PRIMARY KEY (generation, reward_id)
);
CREATE VIEW reward_catalogue AS
SELECT r.* FROM reward_catalogue_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'reward-catalogue');
INSERT INTO projection_generation (projection, live) VALUES ('reward-catalogue', 1);

-- Every piece that came into a limited stock or left it.
CREATE TABLE stock_ledger_rows (
    generation  INTEGER NOT NULL,
    log_index   BIGINT NOT NULL,
    event_id    VARCHAR(64) NOT NULL,
    reward_id   UUID NOT NULL,
    movement    VARCHAR(16) NOT NULL,
    quantity    BIGINT NOT NULL,
    claim_id    VARCHAR(255),
    by_actor    VARCHAR(64) NOT NULL,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (generation, log_index)
);
CREATE INDEX stock_ledger_by_reward ON stock_ledger_rows (generation, reward_id, log_index, quantity);
CREATE VIEW stock_ledger AS
SELECT r.* FROM stock_ledger_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'stock-ledger');
INSERT INTO projection_generation (projection, live) VALUES ('stock-ledger', 1);

-- One row per claim that was granted, by its id, and one per refusal, by its event.
CREATE TABLE claim_history_rows (
    generation  INTEGER NOT NULL,
    entry       VARCHAR(255) NOT NULL,
    event_id    VARCHAR(64) NOT NULL,
    status      VARCHAR(16) NOT NULL,
    code        VARCHAR(64),
    refusals    BIGINT,
    campaign_id UUID NOT NULL,
    reward_id   UUID NOT NULL,
    user_id     UUID NOT NULL,
    number      INTEGER,
    delivery    VARCHAR(16),
    items       VARCHAR(65000),
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    settled_at  TIMESTAMP(6) WITH TIME ZONE,
    settled_by  VARCHAR(64),
    reason      VARCHAR(4000),
    log_index   BIGINT NOT NULL,
    PRIMARY KEY (generation, entry)
);
CREATE INDEX claim_history_by_log_index ON claim_history_rows (generation, log_index);
CREATE INDEX claim_history_by_user_id ON claim_history_rows (generation, user_id, log_index);
CREATE INDEX claim_history_by_campaign_id ON claim_history_rows (generation, campaign_id, log_index);
CREATE INDEX claim_history_by_reward_id ON claim_history_rows (generation, reward_id, log_index);
CREATE VIEW claim_history AS
SELECT r.* FROM claim_history_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'claim-history');
INSERT INTO projection_generation (projection, live) VALUES ('claim-history', 1);
