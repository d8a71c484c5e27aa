-- The tenant of a transaction is asked for once a statement where a statement writes many rows: as a sub-select it is
-- worked out before the rows are. A transaction that forgot its tenant still fails.
ALTER POLICY tenant ON entry
    USING (business_id = (SELECT current_setting('app.business_id')::uuid))
    WITH CHECK (business_id = (SELECT current_setting('app.business_id')::uuid));
ALTER POLICY tenant ON order_state
    USING (business_id = (SELECT current_setting('app.business_id')::uuid))
    WITH CHECK (business_id = (SELECT current_setting('app.business_id')::uuid));
