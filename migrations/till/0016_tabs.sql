-- The name that an order is kept under, and whether it was called off.
alter table orders add column name text;
alter table orders add column voided integer not null default 0 check (voided in (0, 1));
