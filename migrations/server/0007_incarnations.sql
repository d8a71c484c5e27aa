-- A till may go on in a new series, with the same key: `till.series` is the newest one, `series` has them all.
CREATE INDEX till_key_till ON till_key (till);
CREATE INDEX series_till ON series (business_id, till);
