-- What became of dry runs; no read model, and no consequence of the log alone.
CREATE TABLE dry_run (
    dry_run_id   UUID PRIMARY KEY,
    campaign_id  UUID NOT NULL,
    state        VARCHAR(16) NOT NULL,
    starts_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ends_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    seen         BIGINT NOT NULL,
    users        BIGINT NOT NULL,
    qualified    BIGINT NOT NULL,
    days         VARCHAR(100000) NOT NULL,
    cancelled    BOOLEAN NOT NULL,
    requested_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    alive_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    finished_at  TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX dry_run_by_campaign ON dry_run (campaign_id, requested_at);
