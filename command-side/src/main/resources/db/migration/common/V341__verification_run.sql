-- What was wished of the verifier, and what it found. Any process takes it.
create table verification_run (
    operation_id uuid                        not null primary key,
    subject      varchar(16)                 not null,
    state        varchar(16)                 not null,
    kept         varchar(100),
    requested_at timestamp(6) with time zone not null,
    started_at   timestamp(6) with time zone,
    ended_at     timestamp(6) with time zone,
    owner        varchar(255),
    lease_until  timestamp(6) with time zone,
    events       bigint,
    differences  bigint,
    detail       varchar(1000),
    found        text
);
create index verification_run_by_subject on verification_run (subject, requested_at);
