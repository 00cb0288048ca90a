-- Keys live in a schema of their own: it is left out of the log's backup and backed up apart.
CREATE SCHEMA IF NOT EXISTS keys;

CREATE TABLE keys.data_key (
    subject      uuid                        NOT NULL PRIMARY KEY,
    version      integer                     NOT NULL,
    wrapped      bytea,
    created_at   timestamp(6) with time zone NOT NULL,
    destroyed_at timestamp(6) with time zone,
    CONSTRAINT a_key_is_there_or_destroyed CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE TABLE keys.root_secret (
    id         integer                     NOT NULL PRIMARY KEY CHECK (id = 1),
    wrapped    bytea                       NOT NULL,
    created_at timestamp(6) with time zone NOT NULL
);

-- Raised in the transaction of every destruction: a process whose cached keys are of another count forgets them.
CREATE TABLE keys.destruction (
    id    integer NOT NULL PRIMARY KEY CHECK (id = 1),
    count bigint  NOT NULL
);

INSERT INTO keys.destruction (id, count) VALUES (1, 0);
