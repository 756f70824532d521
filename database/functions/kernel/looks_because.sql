-- owner: app_owner
-- A setting of this transaction, as auth.uid: '' after a first use in the session, hence the nullif.
create or replace function auth.looks_because() returns text
language sql stable parallel safe
return nullif(current_setting('request.looks_because', true), '');

comment on function auth.looks_because() is
'Why an administrator looks at what others write (app.look_because); NULL where they do not.';

grant execute on function auth.looks_because() to admin, app_internal;
