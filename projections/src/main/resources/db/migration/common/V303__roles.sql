CREATE TABLE role_history_rows (
    generation  INTEGER NOT NULL,
    log_index   BIGINT NOT NULL,
    event_id    VARCHAR(64) NOT NULL,
    user_id     UUID NOT NULL,
    role        VARCHAR(32) NOT NULL,
    granted     BOOLEAN NOT NULL,
    by_actor    VARCHAR(100) NOT NULL,
    reason      VARCHAR(4000),
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    request_id  VARCHAR(200),
    PRIMARY KEY (generation, log_index)
);
CREATE INDEX role_history_by_user_id ON role_history_rows (generation, user_id, log_index);
CREATE INDEX role_history_by_role ON role_history_rows (generation, role, user_id, log_index);
CREATE VIEW role_history AS
SELECT r.* FROM role_history_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'role-history');
INSERT INTO projection_generation (projection, live) VALUES ('role-history', 1);

CREATE TABLE role_holder_rows (
    generation INTEGER NOT NULL,
    user_id    UUID NOT NULL,
    role       VARCHAR(32) NOT NULL,
    granted_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    by_actor   VARCHAR(100) NOT NULL,
    PRIMARY KEY (generation, user_id, role)
);
CREATE INDEX role_holder_by_role ON role_holder_rows (generation, role, user_id);
CREATE VIEW role_holder AS
SELECT r.* FROM role_holder_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'role-holder');
INSERT INTO projection_generation (projection, live) VALUES ('role-holder', 1);

CREATE TABLE role_catalogue_rows (
    generation  INTEGER NOT NULL,
    role        VARCHAR(32) NOT NULL,
    permissions VARCHAR(4000) NOT NULL,
    retired     BOOLEAN NOT NULL,
    PRIMARY KEY (generation, role)
);
CREATE VIEW role_catalogue AS
SELECT r.* FROM role_catalogue_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'role-catalogue');
INSERT INTO projection_generation (projection, live) VALUES ('role-catalogue', 1);
