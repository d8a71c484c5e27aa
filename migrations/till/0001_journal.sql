-- What a till has recorded and what it knows of others. Never rebuilt: these tables are the truth.

create table device (
    id              integer primary key check (id = 1),
    till            blob not null,
    series          blob not null,
    key_in_keyring  integer not null check (key_in_keyring in (0, 1)),
    started_empty   integer not null default 0 check (started_empty in (0, 1)),
    server          text,
    server_key      blob
) strict;

create table series (
    series          blob not null primary key,
    writer          text not null,
    public_key      blob not null
) strict, without rowid;

create table entry (
    series          blob not null,
    sequence        integer not null check (sequence > 0),
    group_size      integer not null,
    group_index     integer not null,
    clock           integer not null,
    wall_ms         integer not null,
    wall_offset     integer not null,
    author          blob not null,
    subject         blob not null,
    kind            text not null,
    version         integer not null,
    body            blob not null,
    hash            blob not null,
    primary key (series, sequence),
    foreign key (series) references series (series)
) strict, without rowid;

create index entry_by_subject on entry (subject);

create table signature (
    series          blob not null,
    sequence        integer not null,
    signature       blob not null,
    primary key (series, sequence)
) strict, without rowid;

-- What the server lets count of a clock, where that is not what the writer's clock said.
create table effective_clock (
    series          blob not null,
    sequence        integer not null,
    clock           integer not null,
    primary key (series, sequence)
) strict, without rowid;

create table sync_state (
    id               integer primary key check (id = 1),
    durable          integer not null default 0,
    durable_hash     blob,
    safe             integer not null default 0,
    server_signature blob,
    feed             blob,
    cursor           integer not null default 0,
    cursor_hash      blob not null default (zeroblob(32)),
    latest           integer not null default 0,
    heard_clock      integer not null default 0,
    last_sent_ms     integer,
    last_contact_ms  integer,
    menu_received_ms integer
) strict;

insert into sync_state (id) values (1);

create trigger entry_is_never_changed before update on entry
begin select raise(abort, 'a journal row is never changed'); end;
create trigger entry_is_never_deleted before delete on entry
begin select raise(abort, 'a journal row is never deleted'); end;
create trigger series_is_never_changed before update on series
begin select raise(abort, 'the header of a series is never changed'); end;
create trigger series_is_never_deleted before delete on series
begin select raise(abort, 'the header of a series is never deleted'); end;
create trigger signature_is_never_changed before update on signature
begin select raise(abort, 'a signature is never changed'); end;
create trigger signature_is_never_deleted before delete on signature
begin select raise(abort, 'a signature is never deleted'); end;
