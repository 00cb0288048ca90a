CREATE TABLE invitation_rows (
    generation   INTEGER NOT NULL,
    user_id      UUID NOT NULL,
    inviter      UUID NOT NULL,
    accepted_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    qualified_at TIMESTAMP(6) WITH TIME ZONE,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (generation, user_id)
);
CREATE INDEX invitation_by_inviter ON invitation_rows (generation, inviter, log_index);
CREATE VIEW invitation AS
SELECT r.* FROM invitation_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'invitation');
INSERT INTO projection_generation (projection, live) VALUES ('invitation', 1);

CREATE TABLE invite_code_rows (
    generation INTEGER NOT NULL,
    user_id    UUID NOT NULL,
    code       VARCHAR(4000) NOT NULL,
    issued_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (generation, user_id)
);
CREATE VIEW invite_code AS
SELECT r.* FROM invite_code_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'invite-code');
INSERT INTO projection_generation (projection, live) VALUES ('invite-code', 1);
