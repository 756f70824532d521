-- owner: app_owner
-- Who is asking: settings that app.begin_request writes for one transaction, read by every policy.
-- A setting that was used once in a session reads '' afterwards, not NULL; hence the nullif.
create or replace function auth.uid() returns uuid
language sql stable parallel safe
return nullif(current_setting('request.user_id', true), '')::uuid;

comment on function auth.uid() is 'The user of this transaction; NULL for anonymous callers and the service.';

grant execute on function auth.uid() to anon, authenticated, admin, service, app_internal;
