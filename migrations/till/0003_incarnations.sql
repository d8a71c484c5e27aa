-- The series that this till has written, in order: the last one is the one it writes now. A closed one keeps how far its
-- entries are known to be on the server (`durable`), how far they were written again in a later series or need not be
-- (`carried`), and the last head that the server co-signed. Its entries stay where they are.
create table incarnation (
    series           blob not null primary key,
    number           integer not null unique,
    begun_ms         integer not null,
    head             integer,
    durable          integer not null default 0,
    carried          integer,
    cosigned         integer,
    cosigned_hash    blob,
    server_signature blob
) strict, without rowid;

insert into incarnation (series, number, begun_ms)
select device.series, 1, coalesce((select wall_ms from entry where entry.series = device.series and sequence = 1), 0)
from device;

-- Entries at places where this file holds others: what another copy of a till wrote there. They came from the server.
create table entry_apart (
    series          blob not null,
    sequence        integer not null check (sequence > 0),
    group_size      integer not null,
    group_index     integer not null,
    clock           integer not null,
    effective       integer not null,
    wall_ms         integer not null,
    wall_offset     integer not null,
    author          blob not null,
    subject         blob not null,
    kind            text not null,
    version         integer not null,
    body            blob not null,
    hash            blob not null,
    primary key (series, sequence, hash),
    foreign key (series) references series (series)
) strict, without rowid;

create index entry_apart_by_subject on entry_apart (subject);

create trigger entry_apart_is_never_changed before update on entry_apart
begin select raise(abort, 'a journal row is never changed'); end;
create trigger entry_apart_is_never_deleted before delete on entry_apart
begin select raise(abort, 'a journal row is never deleted'); end;

-- Where the feed's chain of a series ends, for those series whose chain there is not the one in `entry`.
create table feed_branch (
    series          blob not null primary key,
    sequence        integer not null,
    hash            blob not null
) strict, without rowid;

-- The series whose letters stand behind the till's code; none in a till's first series.
alter table session add column letters_of blob;

-- From here on `orders.settle_sequence` is the place in the series written now; 0 where the payment stands in an older
-- series and is durable there, and the highest integer where it still has to be carried over.
