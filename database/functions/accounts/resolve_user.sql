-- Definer, because the login roles may read no table; in one statement, because every request begins with it.
create or replace function auth.resolve_user(user_id uuid) returns table (
  status text, roles text[], brand_ids uuid[], campaign_brand_ids uuid[], money_brand_ids uuid[],
  member_brand_ids uuid[]
)
language sql stable security definer set search_path = '' as $$
  with granted as (
    select rule.permission, array_agg(distinct member_role.brand_id) as brand_ids
    from public.brand_user_roles as member_role
    inner join public.brand_memberships as membership using (brand_id, user_id)
    inner join public.tenant_role_rules as rule on rule.role = member_role.role
    where member_role.user_id = resolve_user.user_id and membership.status = 'active'
    group by rule.permission
  )
  select
    u.status,
    array(select r.role from public.user_roles as r where r.user_id = u.id order by r.role),
    coalesce((select g.brand_ids from granted as g where g.permission = 'read'), '{}'),
    coalesce((select g.brand_ids from granted as g where g.permission = 'campaign'), '{}'),
    coalesce((select g.brand_ids from granted as g where g.permission = 'money'), '{}'),
    coalesce((select g.brand_ids from granted as g where g.permission = 'members'), '{}')
  from auth.users as u
  where u.id = resolve_user.user_id
$$;

comment on function auth.resolve_user(uuid) is
'Status, roles and brands per permission, from the database: a token only says who, never what.';

grant execute on function auth.resolve_user(uuid) to api_login, jobs_login;
