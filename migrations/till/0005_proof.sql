-- The last head of this till's series that the server signed for, with its signature: what lets the till in again at a
-- server that was restored to before it joined. Unlike `durable` it never goes back.
alter table sync_state add column proved integer;
alter table sync_state add column proved_hash blob;
alter table sync_state add column proof blob;

-- While the feed of a server that was restored is read anew: how far it has shown a closed series again.
alter table incarnation add column seen_again integer;
