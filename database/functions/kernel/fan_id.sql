-- owner: app_owner
-- A setting of this transaction, as auth.uid: '' after a first use in the session, hence the nullif.
create or replace function auth.fan_id() returns uuid
language sql stable parallel safe
return nullif(current_setting('request.fan_id', true), '')::uuid;

comment on function auth.fan_id() is 'The fan of auth.device_id(), where the device is known to be one''s; else NULL.';

grant execute on function auth.fan_id() to anon, authenticated, admin, service, app_internal;
