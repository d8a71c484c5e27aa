-- The tickets of the orders, as the kitchen's screen shows them; `view` is JSON, as the program reads it.
create table kitchen_ticket (
    ticket          blob primary key,
    order_id        blob not null,
    state           text not null check (state in ('new', 'preparing', 'ready', 'done')),
    sent_ms         integer not null,
    since_ms        integer not null,
    view            text not null
) strict, without rowid;

create index kitchen_ticket_order on kitchen_ticket (order_id);
create index kitchen_ticket_open on kitchen_ticket (sent_ms) where state <> 'done';
create index kitchen_ticket_done on kitchen_ticket (since_ms) where state = 'done';

-- Receipts and tickets are carried to their printers side by side: the one in the kitchen must not hold up the counter's.
alter table print_job add column lane text not null default 'counter' check (lane in ('counter', 'kitchen'));
