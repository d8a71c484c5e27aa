-- A file that was damaged was set aside, and this one made from what was true of it. Until `begun`, the series that it
-- says is not gone on with: the till begins a new one first.
create table mended (
    number          integer primary key,
    aside           text not null,
    noticed_ms      integer not null,
    series          blob not null,
    last_common     integer not null,
    begun           integer not null default 0 check (begun in (0, 1))
) strict;

-- Entries beyond a hole of the damaged journal, as they are to be carried: JSON, gone once they are.
create table salvaged (
    series          blob not null,
    sequence        integer not null,
    entry           text not null,
    hash            blob not null,
    primary key (series, sequence)
) strict, without rowid;

-- Places of this till's series that a damaged file did not give back. What the server has of them comes back from there.
create table missing (
    series          blob not null,
    first           integer not null,
    last            integer not null check (last >= first),
    -- Up to this receipt, of this code, numbers had been given.
    code            text not null,
    receipt         integer not null,
    primary key (series, first)
) strict, without rowid;
