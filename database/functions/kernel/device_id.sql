-- owner: app_owner
-- A setting of this transaction, as auth.uid: '' after a first use in the session, hence the nullif.
create or replace function auth.device_id() returns uuid
language sql stable parallel safe
return nullif(current_setting('request.device_id', true), '')::uuid;

comment on function auth.device_id() is 'The device of a fan whose request this is; NULL for everybody else.';

grant execute on function auth.device_id() to anon, authenticated, admin, service, app_internal;
