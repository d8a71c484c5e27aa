-- Who works here. What is in `staff` follows from the journal; `member` is JSON, as the program reads it.
create table staff (
    id              blob not null primary key,
    member          text not null
) strict, without rowid;

-- Wrong PINs in a row that were tried on this till. A matter of this device, so in no entry.
create table pin_try (
    staff           blob not null primary key,
    wrong           integer not null,
    wait_until_ms   integer not null
) strict, without rowid;
