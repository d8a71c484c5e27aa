-- The token of the server's last answer, and the request that waits for its answer since: it is repeated, with the same id
-- and range, before any other. Without a range it is a hello.
alter table sync_state add column token blob;
alter table sync_state add column asked blob;
alter table sync_state add column asked_from integer;
alter table sync_state add column asked_upto integer;
