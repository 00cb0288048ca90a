-- Sequences mean something in one stream only, which is known by NATS' instant of creation. What stands here was noted for
-- streams of before, and nothing of it can be told apart: a replay can be asked for again.
drop table replayed;
create table replayed (
    made          varchar(64) not null,
    sequence      bigint      not null,
    about         uuid        not null,
    operation_id  uuid        not null,
    log_index     bigint      not null,
    is_bare       boolean     not null,
    primary key (made, sequence)
);
create index replayed_about on replayed (about);
create index replayed_operation on replayed (operation_id);

-- Whom the messages are about that are just being published: written before it is looked who is to be forgotten, so that an
-- erasure that does not see them here is seen there.
create table replay_intended (
    operation_id  uuid not null,
    about         uuid not null,
    primary key (operation_id, about)
);
create index replay_intended_about on replay_intended (about);

-- Of the messages below that sequence of that stream every dead letter is noted: what they were need not be known any more.
create table dead_letters_noted (
    stream    varchar(255) not null primary key,
    made      varchar(64)  not null,
    below     bigint       not null
);
