-- What a shift adds up to. All of this follows from the journal; the till fills it again when it opens a file that has
-- sales and no shift yet.

drop table shift;

-- `series` and `sequence`: where this till itself wrote the opening last, else where it was first written. `sales` is the
-- running report: one JSON object that every sale of the shift is added to, within its own transaction.
create table shift (
    id              blob not null primary key,
    series          blob not null,
    sequence        integer not null,
    opened_ms       integer not null,
    opened_offset   integer not null,
    float           integer not null,
    pay_ins         integer not null,
    pay_outs        integer not null,
    openings        integer not null,
    closed          integer not null check (closed in (0, 1)),
    sales           text not null
) strict, without rowid;

create index shift_by_place on shift (series, sequence);

-- What each payment that this till took adds to its shift, by the place it was first written at: so that a copy of it
-- counts once. `late`: its shift has a Z, and neither that nor a supplement has the sale.
create table shift_sale (
    series          blob not null,
    sequence        integer not null,
    hash            blob not null,
    shift           blob not null,
    late            integer not null check (late in (0, 1)),
    sale            text not null,
    primary key (series, sequence, hash)
) strict, without rowid;

create index shift_sale_of on shift_sale (shift);
create index shift_sale_late on shift_sale (shift) where late = 1;

-- Every Z, as its entry says it.
create table shift_close (
    series          blob not null,
    sequence        integer not null,
    hash            blob not null,
    shift           blob not null,
    own             integer not null check (own in (0, 1)),
    till            text not null,
    number          integer not null,
    closed_ms       integer not null,
    z               text not null,
    primary key (series, sequence, hash)
) strict, without rowid;

create index shift_close_of on shift_close (shift);
create index shift_close_by_number on shift_close (till, number);
create index shift_close_by_time on shift_close (closed_ms) where own = 1;

create table shift_supplement (
    series          blob not null,
    sequence        integer not null,
    hash            blob not null,
    shift           blob not null,
    supplement      text not null,
    primary key (series, sequence, hash)
) strict, without rowid;

create index shift_supplement_of on shift_supplement (shift);
