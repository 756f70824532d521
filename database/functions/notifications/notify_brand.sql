create or replace function app.notify_brand(
  brand_id uuid, permission text, category text, type text, title text, message text, metadata jsonb default '{}'
) returns integer
language sql security definer set search_path = '' as $$
  with told as (
    insert into public.notifications (user_id, category, type, title, message, metadata)
    select
      member, notify_brand.category, notify_brand.type, left(notify_brand.title, 200),
      left(notify_brand.message, 5000), coalesce(notify_brand.metadata, '{}')
    from app.members_with(notify_brand.brand_id, notify_brand.permission) as member
    returning 1
  )
  select count(*)::integer from told
$$;

comment on function app.notify_brand(uuid, text, text, text, text, text, jsonb) is
'Tells each active member of a brand who has that permission (read, campaign, money, members); how many were told.';

grant execute on function app.notify_brand(uuid, text, text, text, text, text, jsonb) to app_owner, admin, service;
