-- owner: app_owner
-- A setting of this transaction, as auth.uid: '' after a first use in the session, hence the nullif.
create or replace function auth.roles() returns text[]
language sql stable parallel safe
return coalesce(nullif(current_setting('request.roles', true), ''), '{}')::text[];

comment on function auth.roles() is 'The roles of the user of this transaction.';

grant execute on function auth.roles() to anon, authenticated, admin, service, app_internal;
