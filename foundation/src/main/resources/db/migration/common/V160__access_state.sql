-- Whether a token still counts. Written in the transaction of what changes it; can be rebuilt from the log.
CREATE TABLE access_state (
    user_id                  uuid        NOT NULL PRIMARY KEY,
    epoch                    bigint      NOT NULL,
    status                   varchar(16) NOT NULL CHECK (status IN ('ACTIVE', 'BLOCKED', 'DELETED')),
    password_change_required boolean     NOT NULL
);

CREATE TABLE session_access (
    session_id uuid    NOT NULL PRIMARY KEY,
    user_id    uuid    NOT NULL,
    ended      boolean NOT NULL
);

CREATE INDEX session_access_by_user ON session_access (user_id, ended);
