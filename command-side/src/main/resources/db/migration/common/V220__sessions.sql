-- The keys that sign access tokens; private ones are wrapped under the master key.
CREATE TABLE signing_key (
    state         varchar(8)                  NOT NULL PRIMARY KEY CHECK (state IN ('next', 'current', 'old')),
    kid           varchar(64)                 NOT NULL UNIQUE,
    private_key   bytea                       NOT NULL,
    public_jwk    varchar(1000)               NOT NULL,
    created_at    timestamp(6) with time zone NOT NULL,
    since         timestamp(6) with time zone NOT NULL
);

-- From what the refresh tokens of a session are derived, wrapped. Gone when the session has ended; kept until expires_at
-- where it goes on in another one.
CREATE TABLE session_secret (
    session_id   uuid                        NOT NULL PRIMARY KEY,
    user_id      uuid                        NOT NULL,
    secret       bytea                       NOT NULL,
    expires_at   timestamp(6) with time zone NOT NULL,
    continued_as uuid,
    last_number  integer
);

CREATE INDEX session_secret_by_expiry ON session_secret (expires_at);

-- Wrong passwords per user and UTC hour. Unknown names are counted together under the nil UUID.
CREATE TABLE sign_in_failure (
    user_id  uuid        NOT NULL,
    utc_hour varchar(13) NOT NULL,
    failures bigint      NOT NULL,
    PRIMARY KEY (user_id, utc_hour)
);
