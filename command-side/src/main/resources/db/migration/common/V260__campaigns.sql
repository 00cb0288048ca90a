-- What the rules need to know of campaigns and invitations at once. Every table is written in the transaction of the
-- events it follows from, and can be rebuilt from the log.

-- Read by every claim, without a lock.
CREATE TABLE campaign_standing (
    campaign_id uuid           PRIMARY KEY,
    definition  varchar(32000) NOT NULL,
    state       varchar(16)    NOT NULL,
    revision    bigint         NOT NULL,
    changed_at  timestamp(6) with time zone NOT NULL
);

CREATE TABLE campaign_attachment (
    campaign_id uuid NOT NULL,
    reward_id   uuid NOT NULL,
    PRIMARY KEY (campaign_id, reward_id)
);

-- One code per user that works; the clear code stands nowhere but sealed in the event.
CREATE TABLE invite_code_reservation (
    user_id uuid        PRIMARY KEY,
    hash    varchar(64) NOT NULL UNIQUE
);

-- Who was invited by whom; on how many UTC days he was seen, his first one counted, until that was enough.
CREATE TABLE inviter_of (
    user_id   uuid    PRIMARY KEY,
    inviter   uuid    NOT NULL,
    days      integer NOT NULL,
    last_day  date    NOT NULL,
    qualified boolean NOT NULL
);
