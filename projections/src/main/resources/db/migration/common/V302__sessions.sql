CREATE TABLE login_history_rows (
    generation    INTEGER NOT NULL,
    session_id    UUID NOT NULL,
    user_id       UUID NOT NULL,
    happened_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    method        VARCHAR(32) NOT NULL,
    token_profile VARCHAR(32) NOT NULL,
    device        VARCHAR(4000),
    address       VARCHAR(4000),
    log_index     BIGINT NOT NULL,
    ended_at      TIMESTAMP(6) WITH TIME ZONE,
    end_cause     VARCHAR(32),
    PRIMARY KEY (generation, session_id)
);
CREATE INDEX login_history_by_user_id ON login_history_rows (generation, user_id, log_index);
CREATE VIEW login_history AS
SELECT r.* FROM login_history_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'login-history');
INSERT INTO projection_generation (projection, live) VALUES ('login-history', 1);

CREATE TABLE failed_sign_in_rows (
    generation  INTEGER NOT NULL,
    user_id     UUID NOT NULL,
    utc_hour    VARCHAR(16) NOT NULL,
    failures    BIGINT NOT NULL,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    address     VARCHAR(4000),
    log_index   BIGINT NOT NULL,
    PRIMARY KEY (generation, user_id, utc_hour)
);
CREATE INDEX failed_sign_in_by_user_id ON failed_sign_in_rows (generation, user_id, log_index);
CREATE VIEW failed_sign_in AS
SELECT r.* FROM failed_sign_in_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'failed-sign-in');
INSERT INTO projection_generation (projection, live) VALUES ('failed-sign-in', 1);

CREATE TABLE open_session_rows (
    generation    INTEGER NOT NULL,
    session_id    UUID NOT NULL,
    user_id       UUID NOT NULL,
    started_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    method        VARCHAR(32) NOT NULL,
    token_profile VARCHAR(32) NOT NULL,
    device        VARCHAR(4000),
    address       VARCHAR(4000),
    refreshed_at  TIMESTAMP(6) WITH TIME ZONE,
    expires_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    log_index     BIGINT NOT NULL,
    PRIMARY KEY (generation, session_id)
);
CREATE INDEX open_session_by_user_id ON open_session_rows (generation, user_id, log_index);
CREATE VIEW open_session AS
SELECT r.* FROM open_session_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'open-session');
INSERT INTO projection_generation (projection, live) VALUES ('open-session', 1);
