-- Some news have an addressee who can act only on our side.
drop function if exists app.notify_administrators(text, text, text, text, jsonb);

create or replace function app.notify_administrators(
  category text, type text, title text, message text, metadata jsonb default '{}', deduplication_key text default null
) returns integer
language sql security definer set search_path = '' as $$
  with told as (
    insert into public.notifications (user_id, category, type, title, message, metadata, deduplication_key)
    select
      u.id, notify_administrators.category, notify_administrators.type, left(notify_administrators.title, 200),
      left(notify_administrators.message, 5000), coalesce(notify_administrators.metadata, '{}'),
      notify_administrators.deduplication_key
    from auth.users as u
    where u.status = 'active'
      and exists (select from public.user_roles as r where r.user_id = u.id and r.role = 'admin')
    order by u.id
    on conflict (user_id, deduplication_key) where deduplication_key is not null do nothing
    returning 1
  )
  select count(*)::integer from told
$$;

comment on function app.notify_administrators(text, text, text, text, jsonb, text) is
'Tells each active administrator, once for each key that is not NULL; how many were told.';

grant execute on function app.notify_administrators(text, text, text, text, jsonb, text) to app_owner, admin, service;
