-- A user of PostgreSQL for each role of Windlass that needs the database, and one that owns the tables.
-- Once, by a superuser, in the database itself, before the first migration:
--   psql -v ON_ERROR_STOP=1 -d windlass -f roles.sql
-- None of them has a password until somebody gives it one: \password windlass_api
do $$
declare
  name text;
begin
  foreach name in array array['windlass_owner', 'windlass_api', 'windlass_projection', 'windlass_scheduler'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I login', name);
    end if;
    execute format('grant connect on database %I to %I', current_database(), name);
    execute format('grant usage on schema public to %I', name);
  end loop;
  execute format('revoke all on database %I from public', current_database());
  -- rebuild-views makes a schema of its own, and temporary tables.
  execute format('grant create, temporary on database %I to windlass_owner', current_database());
end $$;
revoke all on schema public from public;
grant create on schema public to windlass_owner;
