-- What an operator wishes one subscriber to be told again, or first. The process that relays picks it up; who takes it over
-- goes on where the row says. What has left when it began, and so how far it goes, is held fast in head and not_left.
create table replay (
    operation_id    uuid                        not null primary key,
    kind            varchar(16)                 not null,
    durable         varchar(100)                not null,
    after_position  bigint                      not null,
    up_to           bigint,
    from_time       timestamp(6) with time zone,
    to_time         timestamp(6) with time zone,
    about           uuid,
    dead_letter     uuid,
    state           varchar(16)                 not null,
    cancelled       boolean                     not null,
    owner           varchar(255),
    lease_until     timestamp(6) with time zone,
    position        bigint                      not null,
    head            bigint,
    not_left        text,
    sent            bigint                      not null,
    detail          varchar(500),
    requested_at    timestamp(6) with time zone not null,
    ended_at        timestamp(6) with time zone
);

-- Whom each message of the replays' stream is about: whoever is to be forgotten is forgotten there as well.
create table replayed (
    sequence      bigint not null primary key,
    about         uuid   not null,
    operation_id  uuid   not null,
    log_index     bigint not null
);
create index replayed_about on replayed (about);

-- What durables gave up on, by reference: nothing of what the messages said.
create table dead_letter (
    id           uuid                        not null primary key,
    durable      varchar(255)                not null,
    stream       varchar(255)                not null,
    sequence     bigint                      not null,
    log_index    bigint,
    about        uuid,
    cause        varchar(32)                 not null,
    deliveries   integer                     not null,
    given_up_at  timestamp(6) with time zone not null,
    state        varchar(16)                 not null
);
