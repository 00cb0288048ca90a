-- Comparisons of accounts at the game server that were wished for, and what they found. A process that relays takes one.
create table game_reconciliation (
    operation_id uuid primary key,
    repair       boolean      not null,
    state        varchar(16)  not null,
    owner        varchar(255),
    lease_until  timestamp(6) with time zone,
    checked      bigint       not null,
    found        bigint       not null,
    detail       varchar(500),
    requested_at timestamp(6) with time zone not null,
    ended_at     timestamp(6) with time zone
);

create table game_drift (
    operation_id uuid        not null,
    user_id      uuid        not null,
    kind         varchar(16) not null,
    repaired     boolean     not null,
    primary key (operation_id, user_id, kind)
);
