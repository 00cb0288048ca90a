-- Events that a projection could not apply, and the later ones of the same row, by reference. A cause is absent where
-- the event only waits for an earlier one.
create table parked_event (
    projection  varchar(100)                not null,
    generation  integer                     not null,
    row_key     varchar(255)                not null,
    log_index   bigint                      not null,
    event_type  varchar(255)                not null,
    cause_class varchar(255),
    parked_at   timestamp(6) with time zone not null,
    primary key (projection, generation, row_key, log_index)
);

-- What an operator wishes of a projection. The process that runs it, or that leases the rebuild, picks it up.
create table projection_control (
    operation_id       uuid                        not null primary key,
    projection         varchar(100)                not null,
    kind               varchar(16)                 not null,
    row_key            varchar(255),
    accept_differences boolean                     not null,
    state              varchar(16)                 not null,
    owner              varchar(255),
    lease_until        timestamp(6) with time zone,
    generation         integer,
    detail             varchar(500),
    requested_at       timestamp(6) with time zone not null,
    ended_at           timestamp(6) with time zone,
    waste              integer,
    waste_after        timestamp(6) with time zone
);

-- Which processes run projections now; each writes its row every second.
create table projection_process (
    process varchar(255)                not null primary key,
    seen_at timestamp(6) with time zone not null
);
