-- What was sold of each product, a few rows a business day instead of one for each product: a push that brings a
-- day's sales changes eight rows and not hundreds. `part` is the low three bits of the product's id; `products` is
-- written and read by the server (sync-server/src/report/products.rs): a version, then for each product and name
-- its id, the name behind its length, units and revenue, in order, big-endian. Sums of spans are not kept any more:
-- a year is read from its days.
CREATE TABLE sales_product (
    business_id uuid NOT NULL,
    day         integer NOT NULL,
    part        smallint NOT NULL,
    products    bytea NOT NULL,
    PRIMARY KEY (business_id, day, part)
) WITH (fillfactor = 50);
-- Compressing costs more than it saves where a value is rewritten with every push.
ALTER TABLE sales_product ALTER COLUMN products SET STORAGE EXTERNAL;

-- The owner is held by row-level security as well: this reads every tenant's days.
ALTER TABLE sales_product_day NO FORCE ROW LEVEL SECURITY;
INSERT INTO sales_product (business_id, day, part, products)
SELECT business_id, day, get_byte(uuid_send(product), 15) & 7,
       '\x01'::bytea || string_agg(uuid_send(product) || int2send(octet_length(name)::smallint)
           || convert_to(name, 'UTF8') || int8send(units) || int8send(revenue),
           ''::bytea ORDER BY product, name COLLATE "C")
FROM sales_product_day WHERE units <> 0 OR revenue <> 0
GROUP BY 1, 2, 3;
DROP TABLE sales_product_day, sales_product_span;

GRANT SELECT, INSERT, UPDATE, DELETE ON sales_product TO cortado_app;
ALTER TABLE sales_product ENABLE ROW LEVEL SECURITY;
ALTER TABLE sales_product FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sales_product USING (business_id = current_setting('app.business_id')::uuid)
    WITH CHECK (business_id = current_setting('app.business_id')::uuid);
