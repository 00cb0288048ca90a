-- How far a rebuild is: places of the log, as the process that fills the next generation says with its lease.
alter table projection_control add column started_at timestamp(6) with time zone;
alter table projection_control add column told_at timestamp(6) with time zone;
alter table projection_control add column filled bigint;
alter table projection_control add column goal bigint;
