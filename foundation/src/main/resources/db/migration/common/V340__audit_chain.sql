-- The log, hashed in the order of its index. A block covers the events after the block before it; `places` holds the index
-- of each of its events and the first 8 bytes of the chain's hash after it, so that what was changed can be named.
create table audit_chain_block (
    last_index bigint                      not null primary key,
    events     integer                     not null,
    total      bigint                      not null unique,
    hash       bytea                       not null,
    places     bytea                       not null,
    chained_at timestamp(6) with time zone not null
);

-- Indexes that were settled without an event when they were passed. A row that appears there later is an alarm.
create table audit_chain_hole (
    first_index bigint not null primary key,
    last_index  bigint not null
);

-- One row: which process chains.
create table audit_chainer (
    only_row    integer                     not null primary key check (only_row = 1),
    owner       varchar(255),
    lease_until timestamp(6) with time zone
);
insert into audit_chainer (only_row) values (1);

-- What the chain was, signed.
create table audit_seal (
    number     bigint                      not null primary key,
    log_index  bigint                      not null,
    events     bigint                      not null,
    hash       bytea                       not null,
    previous   bytea                       not null,
    sealed_at  timestamp(6) with time zone not null,
    key_id     varchar(16)                 not null,
    signature  bytea                       not null
);

-- Public keys of seals, from their first use on.
create table audit_seal_key (
    key_id     varchar(16)                 not null primary key,
    public_key bytea                       not null,
    since      timestamp(6) with time zone not null
);

-- What the chainer noticed by itself.
create table audit_alarm (
    kind       varchar(32)                 not null,
    log_index  bigint                      not null,
    noticed_at timestamp(6) with time zone not null,
    primary key (kind, log_index)
);
