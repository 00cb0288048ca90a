-- Claims whose receiver is still to be told, or could not be told for good (due_at absent). Written by the relay as it reads the
-- log; can be made again by reading it from the start.
create table claim_delivery (
    claim_id    varchar(255) primary key,
    since       timestamp(6) with time zone not null, -- when it was granted, or was to be told again
    due_at      timestamp(6) with time zone,
    attempts    integer      not null,
    failure     varchar(255),                         -- what became of the last try
    owner       varchar(255),
    lease_until timestamp(6) with time zone
);
create index claim_delivery_due on claim_delivery (due_at);
