CREATE TABLE profile_rows (
    generation    INTEGER NOT NULL,
    user_id       UUID NOT NULL,
    alias         BIGINT NOT NULL,
    username      VARCHAR(4000) NOT NULL,
    email         VARCHAR(4000),
    display_name  VARCHAR(4000),
    first_name    VARCHAR(4000),
    last_name     VARCHAR(4000),
    zone          VARCHAR(4000),
    avatar        VARCHAR(4000),
    bio           VARCHAR(20000),
    status        VARCHAR(16) NOT NULL,
    version       BIGINT NOT NULL,
    registered_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (generation, user_id)
);
CREATE INDEX profile_by_alias ON profile_rows (generation, alias);
CREATE INDEX profile_by_status ON profile_rows (generation, status, alias);
CREATE VIEW profile AS
SELECT r.* FROM profile_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'profile');
INSERT INTO projection_generation (projection, live) VALUES ('profile', 1);
