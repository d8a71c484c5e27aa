-- Sums of eight business days (day >> 3) by product, beside those of single days: a month's figures read the days
-- at its ends and whole spans between them, a third of the rows; a year's a seventh.
CREATE TABLE sales_product_span (
    business_id uuid NOT NULL,
    span        integer NOT NULL,
    product     uuid NOT NULL,
    name        text NOT NULL,
    units       bigint NOT NULL,
    revenue     bigint NOT NULL,
    PRIMARY KEY (business_id, span, product, name)
) WITH (fillfactor = 50);

-- The owner is held by row-level security as well: this fills it from every tenant's days.
ALTER TABLE sales_product_day NO FORCE ROW LEVEL SECURITY;
INSERT INTO sales_product_span (business_id, span, product, name, units, revenue)
SELECT business_id, day >> 3, product, name, sum(units), sum(revenue)
FROM sales_product_day GROUP BY business_id, day >> 3, product, name;
ALTER TABLE sales_product_day FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE, DELETE ON sales_product_span TO cortado_app;
ALTER TABLE sales_product_span ENABLE ROW LEVEL SECURITY;
ALTER TABLE sales_product_span FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sales_product_span USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
