-- Up to this receipt, of this code, numbers had been given when the file was found to be older than its witness.
alter table witnessed add column code text;
alter table witnessed add column receipt integer not null default 0;
