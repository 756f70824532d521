-- By role, as nobody's brand is concerned.
create or replace function app.notify_admins(
  category text, type text, title text, message text, metadata jsonb default '{}'
) returns integer
language sql security definer set search_path = '' as $$
  select count(app.notify(
    r.user_id, notify_admins.category, notify_admins.type, notify_admins.title, notify_admins.message,
    notify_admins.metadata
  ))::integer
  from public.user_roles as r
  inner join auth.users as u on u.id = r.user_id
  where r.role = 'admin' and u.status = 'active'
$$;

comment on function app.notify_admins(text, text, text, text, jsonb) is
'Tells each active administrator of the system; how many were told.';

grant execute on function app.notify_admins(text, text, text, text, jsonb) to app_owner, service;
