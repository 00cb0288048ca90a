-- Whose erasure was asked for, and when his key was destroyed. Can be made again from the log.
create table erasure (
    user_id      uuid primary key,
    requested_at timestamp(6) with time zone not null,
    erased_at    timestamp(6) with time zone
);
create index erasure_pending on erasure (erased_at);
