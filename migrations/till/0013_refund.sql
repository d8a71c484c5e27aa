-- What came back of an order, and the papers that were given for it beside its receipt: of refunds, and of payments that
-- were one too many. Both follow from the journal. `place` is where this till wrote it.
alter table orders add column refunded integer not null default 0;

drop index orders_paid_here;
create index orders_paid_here on orders (settle_sequence, total, refunded)
    where settle_sequence is not null;
-- The list of sales is read from its end.
create index orders_settled on orders (settled_ms) where settled = 1;

create table paper (
    orders          blob not null,
    receipt_till    text not null,
    receipt_number  integer not null,
    refund          integer not null check (refund in (0, 1)),
    place           integer,
    primary key (orders, receipt_till, receipt_number, refund)
) strict, without rowid;

create index paper_waiting on paper (place) where refund = 1 and place is not null;

-- A row while the tables are to be filled anew: entries that an older program could not read may be in the journal.
create table fold_anew (
    id              integer primary key check (id = 1)
) strict;
insert into fold_anew values (1);
