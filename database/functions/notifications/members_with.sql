-- By permission, not by role: news of money go to those who may move it.
create or replace function app.members_with(brand_id uuid, permission text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct m.user_id
  from public.brand_memberships as m
  inner join public.brand_user_roles as r on r.brand_id = m.brand_id and r.user_id = m.user_id
  inner join public.tenant_role_rules as rule on rule.role = r.role
  where m.brand_id = members_with.brand_id and m.status = 'active' and rule.permission = members_with.permission
$$;

comment on function app.members_with(uuid, text) is
'The active members of a brand who have that permission (read, campaign, money, members).';
