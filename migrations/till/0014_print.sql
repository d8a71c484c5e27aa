-- The printer of this till follows from the journal. What is to be printed does not: a matter of this device, so in no entry.
alter table session add column printer text;

-- `paper` is JSON, as the program reads it. `receipt` is the order and the number of a receipt, where it is one; `on_paper`
-- says that it came out, or may have: what is printed after it is marked as a copy.
create table print_job (
    id              integer primary key autoincrement,
    paper           text not null,
    receipt         text,
    copy            integer not null check (copy in (0, 1)),
    on_paper        integer not null default 0 check (on_paper in (0, 1)),
    made_ms         integer not null,
    state           text not null check (state in ('waiting', 'printing', 'unsure', 'late', 'over')),
    tries           integer not null default 0,
    not_before_ms   integer not null default 0
) strict;

create index print_job_open on print_job (state, id) where state <> 'over';
create index print_job_receipt on print_job (receipt) where receipt is not null;
