-- How far what leaves the house has come, whichever way it leaves, and which process sees to it. One row.
create table relay_state (
    relay         varchar(64) not null primary key,
    token         bytea,
    owner         varchar(255),
    lease_until   timestamp(6) with time zone,
    transport     varchar(16),
    stream_made   varchar(64),
    acknowledged  bigint not null
);

-- What the stream holds of ours and under which sequence. Rows above the acknowledged one are intentions: written before
-- they are published, so that the stream's last sequence says which of them have arrived.
create table relay_published (
    log_index  bigint  not null primary key,
    about      uuid    not null,
    sequence   bigint  not null,
    is_last    boolean not null,
    is_bare    boolean not null
);
create index relay_published_sequence on relay_published (sequence);
create index relay_published_about on relay_published (about);

-- What was acknowledged once and is gone: published again before anything newer.
create table relay_missing (
    log_index   bigint                      not null primary key,
    about       uuid                        not null,
    not_before  timestamp(6) with time zone not null
);
create index relay_missing_about on relay_missing (about);

-- What the other side will never take, as it says.
create table relay_refused (
    log_index   bigint                      not null primary key,
    about       uuid                        not null,
    cause       varchar(200)                not null,
    refused_at  timestamp(6) with time zone not null
);

-- Of whom nothing may be left outside; done when that is so.
create table relay_forgotten (
    about      uuid   not null primary key,
    log_index  bigint not null,
    done_at    timestamp(6) with time zone
);
