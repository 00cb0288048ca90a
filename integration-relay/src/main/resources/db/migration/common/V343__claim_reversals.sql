-- Whether it is the reversal that the receiver is to be told of, and not the grant.
alter table claim_delivery add column reversed boolean not null default false;
create index claim_delivery_since on claim_delivery (since, claim_id);
