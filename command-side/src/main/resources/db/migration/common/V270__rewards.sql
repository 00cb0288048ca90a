-- What the rules of the context reward need to know at once. Every table is written in the transaction of the events it
-- follows from, and can be rebuilt from the log.

CREATE TABLE reward_item (
    item_id  uuid         PRIMARY KEY,
    item     varchar(400) NOT NULL,
    quantity bigint       NOT NULL
);

-- version: the last event of the reward's stream; returned: how many pieces came back from claims that were reversed.
CREATE TABLE reward_terms (
    reward_id      uuid         PRIMARY KEY,
    title          varchar(400) NOT NULL,
    version        bigint       NOT NULL,
    returned       bigint       NOT NULL,
    buckets        integer      NOT NULL,
    per_user_limit integer      NOT NULL,
    delivery       varchar(16)  NOT NULL,
    retired        boolean      NOT NULL
);

CREATE TABLE reward_content (
    reward_id uuid         NOT NULL,
    place     integer      NOT NULL,
    item_id   uuid,
    item      varchar(400) NOT NULL,
    quantity  bigint       NOT NULL,
    PRIMARY KEY (reward_id, place)
);

-- The stock of a limited reward, in as many parts as claims of it shall not wait for each other.
CREATE TABLE reward_stock (
    reward_id uuid    NOT NULL,
    bucket    integer NOT NULL,
    available bigint  NOT NULL CHECK (available >= 0),
    PRIMARY KEY (reward_id, bucket)
);

-- How often a user was refused a reward of a campaign with a code, and the last event that says so.
CREATE TABLE claim_refusal (
    user_id     uuid        NOT NULL,
    campaign_id uuid        NOT NULL,
    reward_id   uuid        NOT NULL,
    code        varchar(64) NOT NULL,
    refusals    bigint      NOT NULL,
    utc_day     varchar(16) NOT NULL,
    event_id    varchar(64) NOT NULL,
    PRIMARY KEY (user_id, campaign_id, reward_id, code)
);
