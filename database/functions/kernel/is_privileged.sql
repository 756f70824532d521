-- In a definer function current_user is app_internal; the setting `role` still says as whom the request runs.
create or replace function auth.is_privileged() returns boolean
language sql stable set search_path = ''
return coalesce(current_setting('role', true) in ('admin', 'service'), false);

comment on function auth.is_privileged() is
'Whether this transaction runs as admin or service; definer functions ask it, who are app_internal themselves.';

grant execute on function auth.is_privileged() to authenticated, admin, service;
