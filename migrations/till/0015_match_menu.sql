-- How far the business's feed went when the till joined it with a menu of its own: once that is read, what both have is
-- kept once. Empty where there is nothing to match.
alter table sync_state add column match_upto integer;
