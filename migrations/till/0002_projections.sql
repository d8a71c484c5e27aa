-- What follows from the journal. Each of these tables can be emptied and filled again by replay.

create table category (
    id              blob not null primary key,
    name            text not null,
    position        integer not null
) strict, without rowid;

-- `price` is null where it is asked at the counter, `tax` where it is the business's.
create table product (
    id              blob not null primary key,
    category        blob,
    name            text not null,
    price           integer,
    tax             integer,
    barcode         text,
    modifier_groups text not null,
    position        integer not null,
    available       integer not null check (available in (0, 1))
) strict, without rowid;

create table modifier_group (
    id              blob not null primary key,
    name            text not null,
    min             integer not null,
    max             integer not null,
    modifiers       text not null
) strict, without rowid;

-- `settle_sequence` is the place of the payment that counts, where this till took it.
create table orders (
    id              blob not null primary key,
    own             integer not null check (own in (0, 1)),
    settled         integer not null check (settled in (0, 1)),
    number          text,
    channel         text not null,
    lines           integer not null,
    total           integer not null,
    exceptions      integer not null,
    receipt_till    text,
    receipt_number  integer,
    day             integer,
    hour            integer,
    opened_ms       integer not null,
    opened_offset   integer not null,
    settled_ms      integer,
    settled_offset  integer,
    settle_sequence integer
) strict, without rowid;

create index orders_open on orders (opened_ms) where settled = 0;
create index orders_paid_here on orders (settle_sequence, total) where settle_sequence is not null;

create table shift (
    id              blob not null primary key,
    series          blob not null,
    sequence        integer not null,
    float           integer not null
) strict, without rowid;

-- The highest order number given on a business day, and the highest receipt number ever.
create table order_counter (
    day             integer not null primary key,
    number          integer not null
) strict;

create table receipt_counter (
    id              integer primary key check (id = 1),
    number          integer not null
) strict;

-- Who this till is: what its own `till.*` entries say.
create table session (
    id              integer primary key check (id = 1),
    business        blob,
    settings        text,
    code            text not null,
    name            text not null,
    currency        text not null,
    language        text,
    theme           text
) strict;
