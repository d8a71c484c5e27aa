-- The keys that the server has signed with, each with the moment of its first start: what was signed with an older one
-- stays checkable for ever. A reference table like those of 0001: the server has one key for all its tenants, and only
-- public halves are here.
CREATE TABLE server_key (
    public_key    bytea PRIMARY KEY CHECK (octet_length(public_key) = 32),
    first_used_ms bigint NOT NULL
);

GRANT SELECT, INSERT ON server_key TO cortado_app;
