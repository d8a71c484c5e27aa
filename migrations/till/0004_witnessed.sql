-- What a witness outside of this file proves: that a series of this till had an entry at this place. What of it the file
-- neither holds nor gets back from the server exists nowhere any more.
create table witnessed (
    series          blob not null primary key,
    upto            integer not null,
    held            integer not null
) strict, without rowid;
