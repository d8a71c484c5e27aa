-- Projections: each of these tables can be dropped and rebuilt from the journal.

CREATE TABLE order_state (
    business_id uuid NOT NULL,
    order_id    uuid NOT NULL,
    settled     boolean NOT NULL,
    number      text,
    receipt     text,
    day         integer,
    hour        smallint,
    total       bigint NOT NULL,
    lines       integer NOT NULL,
    exceptions  integer NOT NULL,
    -- What it adds to the figures, so that a change can take the old contribution away again.
    sale        bytea,
    PRIMARY KEY (business_id, order_id)
) WITH (fillfactor = 90);

-- What a subject of the menu is: at most one of the three is usual, all three are possible.
CREATE TABLE menu_subject (
    business_id uuid NOT NULL,
    subject     uuid NOT NULL,
    category    bytea,
    product     bytea,
    modifiers   bytea,
    PRIMARY KEY (business_id, subject)
);

-- Sums by business day (days since 1970-01-01) and hour.
CREATE TABLE sales_hour (
    business_id uuid NOT NULL,
    day         integer NOT NULL,
    hour        smallint NOT NULL,
    orders      bigint NOT NULL,
    lines       bigint NOT NULL,
    units       bigint NOT NULL,
    revenue     bigint NOT NULL,
    PRIMARY KEY (business_id, day, hour)
) WITH (fillfactor = 50);

-- Sums by business day and product, by the name it was sold under; a free amount has the nil product.
CREATE TABLE sales_product_day (
    business_id uuid NOT NULL,
    day         integer NOT NULL,
    product     uuid NOT NULL,
    name        text NOT NULL,
    units       bigint NOT NULL,
    revenue     bigint NOT NULL,
    PRIMARY KEY (business_id, day, product, name)
) WITH (fillfactor = 50);

CREATE TABLE opening_hours (
    business_id uuid NOT NULL REFERENCES business,
    weekday     smallint NOT NULL,
    opens       smallint NOT NULL,
    closes      smallint NOT NULL,
    PRIMARY KEY (business_id, weekday, opens)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON order_state, menu_subject, sales_hour, sales_product_day,
    opening_hours TO cortado_app;

ALTER TABLE order_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_state FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON order_state USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
ALTER TABLE menu_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE menu_subject FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON menu_subject USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
ALTER TABLE sales_hour ENABLE ROW LEVEL SECURITY;
ALTER TABLE sales_hour FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sales_hour USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
ALTER TABLE sales_product_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE sales_product_day FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sales_product_day USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
ALTER TABLE opening_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE opening_hours FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON opening_hours USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
