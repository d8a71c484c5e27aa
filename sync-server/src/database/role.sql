-- The server's role: no login of its own, no ownership, no way around row-level security. Roles belong to the
-- whole cluster, so two databases may be prepared at once and either may win.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cortado_app') THEN
        CREATE ROLE cortado_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'cortado_app', 'MEMBER') THEN
        EXECUTE format('GRANT cortado_app TO %I', current_user);
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO cortado_app;
