-- What was answered to requests that carry an Idempotency-Key, kept for ever. Written in the transaction of the events that
-- the answer is rebuilt from. Key and body stand here as keyed hashes.
CREATE TABLE idempotency_key (
    actor     varchar(64)  NOT NULL,
    route     varchar(100) NOT NULL,
    key_hash  varchar(64)  NOT NULL,
    body_hash varchar(64)  NOT NULL,
    status    integer,
    event_ids varchar(1000),
    PRIMARY KEY (actor, route, key_hash)
);
