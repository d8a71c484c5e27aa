-- What the server lets count of a clock is the server's to say, also of an entry that stands apart: one that was restored
-- takes the entry in a second time, at another moment. What the writer wrote still never changes.
drop trigger entry_apart_is_never_changed;
create trigger entry_apart_is_never_changed
before update of series, sequence, group_size, group_index, clock, wall_ms, wall_offset, author, subject, kind, version,
    body, hash on entry_apart
begin select raise(abort, 'a journal row is never changed'); end;
