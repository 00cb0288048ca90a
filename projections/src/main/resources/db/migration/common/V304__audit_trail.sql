CREATE TABLE audit_trail_rows (
    generation   INTEGER NOT NULL,
    log_index    BIGINT NOT NULL,
    event_id     VARCHAR(64) NOT NULL,
    type         VARCHAR(100) NOT NULL,
    revision     VARCHAR(16),
    aggregate_id VARCHAR(255),
    subject_id   UUID,
    actor        VARCHAR(100) NOT NULL,
    request_id   VARCHAR(200),
    causation_id VARCHAR(200),
    session_id   VARCHAR(64),
    address      VARCHAR(4000),
    happened_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (generation, log_index)
);
CREATE INDEX audit_trail_by_subject_id ON audit_trail_rows (generation, subject_id, log_index);
CREATE INDEX audit_trail_by_actor ON audit_trail_rows (generation, actor, log_index);
CREATE INDEX audit_trail_by_type ON audit_trail_rows (generation, type, log_index);
CREATE INDEX audit_trail_by_request_id ON audit_trail_rows (generation, request_id, log_index);
CREATE INDEX audit_trail_by_happened_at ON audit_trail_rows (generation, happened_at, log_index);
CREATE VIEW audit_trail AS
SELECT r.* FROM audit_trail_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'audit-trail');
INSERT INTO projection_generation (projection, live) VALUES ('audit-trail', 1);
