-- Reference tables: what is known across tenants. On Citus they are copied to every node (scale.md).
-- No row-level security here: nothing in them is a tenant's own data but its name and settings.

CREATE TABLE account (
    account_id    uuid PRIMARY KEY,
    email         text NOT NULL,
    name          text NOT NULL,
    password_hash text NOT NULL,
    created_ms    bigint NOT NULL
);
-- Addresses differ by case only by mistake.
CREATE UNIQUE INDEX account_email ON account (lower(email));

-- A sign-in on one device. Its refresh token changes with every use; one that comes back after its time was stolen
-- from somebody, and ends the session. Only hashes are kept.
CREATE TABLE session (
    session_id        uuid PRIMARY KEY,
    account_id        uuid NOT NULL REFERENCES account,
    refresh_hash      bytea NOT NULL,
    refresh_until_ms  bigint NOT NULL,
    -- The token before it: for a moment it is answered again, because answers get lost.
    previous_hash     bytea,
    previous_until_ms bigint,
    created_ms        bigint NOT NULL,
    ended_ms          bigint
);

CREATE TABLE business (
    business_id uuid PRIMARY KEY,
    name        text NOT NULL,
    currency    text NOT NULL,
    timezone    text NOT NULL,
    day_start   integer NOT NULL,
    tax         integer NOT NULL,
    tax_added   boolean NOT NULL,
    created_ms  bigint NOT NULL
);

CREATE TABLE membership (
    account_id  uuid NOT NULL REFERENCES account,
    business_id uuid NOT NULL REFERENCES business,
    created_ms  bigint NOT NULL,
    PRIMARY KEY (account_id, business_id)
);

-- Which business a series belongs to, and the key that signs for it: read before the tenant is known.
CREATE TABLE till_key (
    series      uuid PRIMARY KEY,
    business_id uuid NOT NULL REFERENCES business,
    till        uuid NOT NULL,
    public_key  bytea NOT NULL
);

-- Only hashes of codes are kept. A code works once: `used_by` is set by the redemption that won.
CREATE TABLE enrolment_code (
    code_hash   bytea PRIMARY KEY,
    business_id uuid NOT NULL REFERENCES business,
    till_name   text NOT NULL,
    until_ms    bigint NOT NULL,
    used_by     uuid,
    used_ms     bigint
);

GRANT SELECT, INSERT, UPDATE ON account, session, enrolment_code TO cortado_app;
GRANT SELECT, INSERT ON business, membership, till_key TO cortado_app;
