-- The cloud writes a series of its own for each business: what the owner does away from the tills. No till writes it,
-- and no row of till_key lets anybody sign requests with it.
ALTER TABLE series ALTER COLUMN till DROP NOT NULL;
-- The series that is written now; none before the first entry, and none after a restore, which ends it.
ALTER TABLE feed ADD COLUMN cloud uuid;
-- The one before it, which the next one continues.
ALTER TABLE feed ADD COLUMN cloud_before uuid;
