-- How many requests of a series were answered with a new token, and which one was the last: with the server's key that
-- gives the token itself, tells an older one, and knows the repetition of a request whose answer was lost.
ALTER TABLE series ADD COLUMN token bigint NOT NULL DEFAULT 0;
ALTER TABLE series ADD COLUMN token_request uuid;
