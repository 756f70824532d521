-- By permission, not by role: news of money go to those who may move it.
create or replace function app.notify_brand(
  brand_id uuid, permission text, category text, type text, title text, message text, metadata jsonb default '{}'
) returns integer
language sql security definer set search_path = '' as $$
  with told as (
    insert into public.notifications (user_id, category, type, title, message, metadata)
    select distinct
      m.user_id, notify_brand.category, notify_brand.type, left(notify_brand.title, 200),
      left(notify_brand.message, 5000), coalesce(notify_brand.metadata, '{}')
    from public.brand_memberships as m
    inner join public.brand_user_roles as r on r.brand_id = m.brand_id and r.user_id = m.user_id
    inner join public.tenant_role_rules as rule on rule.role = r.role
    where m.brand_id = notify_brand.brand_id and m.status = 'active' and rule.permission = notify_brand.permission
    returning 1
  )
  select count(*)::integer from told
$$;

comment on function app.notify_brand(uuid, text, text, text, text, text, jsonb) is
'Tells each active member of a brand who has that permission (read, campaign, money, members); how many were told.';

grant execute on function app.notify_brand(uuid, text, text, text, text, text, jsonb) to app_owner, admin, service;
