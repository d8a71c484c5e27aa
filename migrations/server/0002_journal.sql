-- Tenant tables: every key begins with business_id, and every row is behind forced row-level security.
-- `current_setting` without `missing_ok`: a transaction that forgot its tenant fails instead of seeing nothing.

-- The counter of a business. Its row is the lock under which positions are given.
CREATE TABLE feed (
    business_id uuid PRIMARY KEY REFERENCES business,
    feed        uuid NOT NULL,
    latest      bigint NOT NULL,
    running     bytea NOT NULL,
    tills       integer NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE till (
    business_id   uuid NOT NULL REFERENCES business,
    till          uuid NOT NULL,
    series        uuid NOT NULL,
    name          text NOT NULL,
    code          text NOT NULL,
    enrolled_ms   bigint NOT NULL,
    revoked_ms    bigint,
    seen_ms       bigint,
    own_head      bigint NOT NULL DEFAULT 0,
    app_version   text NOT NULL,
    last_receipt  bigint,
    last_receipt_till text,
    last_sale_day integer,
    PRIMARY KEY (business_id, till),
    UNIQUE (business_id, code)
) WITH (fillfactor = 50);

-- The journal of one writer. Its row is the first of the two locks of an ingest.
CREATE TABLE series (
    business_id    uuid NOT NULL REFERENCES business,
    series         uuid NOT NULL,
    till           uuid NOT NULL,
    public_key     bytea NOT NULL,
    head_sequence  bigint NOT NULL,
    head_hash      bytea NOT NULL,
    PRIMARY KEY (business_id, series),
    FOREIGN KEY (business_id, till) REFERENCES till (business_id, till)
) WITH (fillfactor = 50);

-- The truth. 64-bit clocks are kept as their bits; kinds and bodies as the bytes that were hashed, which need not
-- be text. No foreign key to series: every insert happens under the lock of that very row, and checking it again
-- for each entry would cost as much as the insert.
CREATE TABLE entry (
    business_id     uuid NOT NULL,
    series          uuid NOT NULL,
    sequence        bigint NOT NULL,
    position        bigint NOT NULL,
    group_size      integer NOT NULL,
    group_index     integer NOT NULL,
    clock           bigint NOT NULL,
    effective_clock bigint NOT NULL,
    wall_ms         bigint NOT NULL,
    wall_offset     smallint NOT NULL,
    author          uuid NOT NULL,
    subject         uuid NOT NULL,
    kind            bytea NOT NULL,
    version         integer NOT NULL,
    body            bytea NOT NULL,
    hash            bytea NOT NULL,
    running         bytea NOT NULL,
    -- The writer's signature, on the last entry of a push.
    signature       bytea,
    PRIMARY KEY (business_id, series, sequence)
);
CREATE UNIQUE INDEX entry_position ON entry (business_id, position);
CREATE INDEX entry_subject ON entry (business_id, subject);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Entries that are stored but not folded, for the owner to look at.
CREATE TABLE set_aside (
    business_id uuid NOT NULL,
    series      uuid NOT NULL,
    sequence    bigint NOT NULL,
    reason      text NOT NULL,
    detail      text NOT NULL,
    since_ms    bigint NOT NULL,
    PRIMARY KEY (business_id, series, sequence),
    FOREIGN KEY (business_id, series, sequence) REFERENCES entry (business_id, series, sequence)
);

GRANT SELECT, INSERT ON entry TO cortado_app;
GRANT SELECT, INSERT, UPDATE ON feed, till, series TO cortado_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON set_aside TO cortado_app;

ALTER TABLE feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE feed FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON feed USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
ALTER TABLE till ENABLE ROW LEVEL SECURITY;
ALTER TABLE till FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON till USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
ALTER TABLE series ENABLE ROW LEVEL SECURITY;
ALTER TABLE series FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON series USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON entry USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
ALTER TABLE set_aside ENABLE ROW LEVEL SECURITY;
ALTER TABLE set_aside FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON set_aside USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
