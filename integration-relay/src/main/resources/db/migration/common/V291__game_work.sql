-- How each user ought to be at the game server, and what is still to be done about it. Written by the relay as it reads
-- the log; can be made again by reading it from the start.
create table game_work (
    user_id     uuid primary key,
    username    varchar(4000) not null, -- sealed
    blocked     boolean       not null,
    gone        boolean       not null,
    version     bigint        not null, -- one more with each change: whoever has done the former has not done all
    due_at      timestamp(6) with time zone, -- absent: nothing is to be done
    since       timestamp(6) with time zone, -- since when something is
    attempts    integer       not null,
    failure     varchar(32),
    owner       varchar(255),
    lease_until timestamp(6) with time zone
);
create index game_work_due on game_work (due_at);
