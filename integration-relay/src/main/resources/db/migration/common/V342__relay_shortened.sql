-- When a stream was found to have lost its end: sequences above that one were other messages' before. A dead letter of before is
-- not taken for what stands there now.
create table relay_shortened (
    made      varchar(64)                 not null,
    above     bigint                      not null,
    noted_at  timestamp(6) with time zone not null
);
