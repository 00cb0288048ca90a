-- Which account at the game server belongs to whom, and how it is over there as far as the game server has said so.
-- Can be made again from the log.
create table game_account (
    user_id      uuid primary key,
    game_user_id uuid          not null unique,
    username     varchar(4000) not null, -- sealed
    banned       boolean       not null
);
