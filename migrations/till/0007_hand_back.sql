-- While the feed of another incarnation of the server is read from its start: how far it has shown each series as this
-- file holds it, and which of the entries that stand apart.
create table shown (
    series          blob not null primary key,
    upto            integer not null
) strict, without rowid;

create table shown_apart (
    series          blob not null,
    sequence        integer not null,
    hash            blob not null,
    primary key (series, sequence, hash)
) strict, without rowid;

-- Entries of others that this file holds and such a feed, read to its end, did not show: the server lost them. They are
-- handed back, unless their own till does so first.
create table lacking (
    series          blob not null,
    sequence        integer not null,
    hash            blob not null,
    primary key (series, sequence, hash)
) strict, without rowid;
