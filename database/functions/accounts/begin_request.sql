-- migrate:up
set local lock_timeout = '3s';

set local role app_internal;

create function auth.resolve_user(user_id uuid) returns table (
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

revoke all on function auth.resolve_user(uuid) from public;
grant execute on function auth.resolve_user(uuid) to api_login, jobs_login;
reset role;

-- First statement of every transaction. SECURITY INVOKER, because a definer function cannot set the role;
-- settings and role are local to the transaction and gone at its end.
create function app.begin_request(claims jsonb, address text default '', agent text default '')
returns jsonb
language plpgsql as $$
declare
  person record;
begin
  perform
    set_config('request.address', address, true),
    set_config('request.user_agent', left(agent, 512), true),
    set_config('request.user_id', '', true), set_config('request.roles', '{}', true),
    set_config('request.brand_ids', '{}', true), set_config('request.campaign_brand_ids', '{}', true),
    set_config('request.money_brand_ids', '{}', true), set_config('request.member_brand_ids', '{}', true),
    set_config('request.reason', '', true);

  if claims ->> 'sub' is null then
    perform set_config('role', case claims ->> 'role' when 'service' then 'service' else 'anon' end, true);
    return jsonb_build_object('roles', '[]'::jsonb, 'brand_ids', '[]'::jsonb);
  end if;

  select * into person from auth.resolve_user((claims ->> 'sub')::uuid);
  if not found or person.status = 'deleted' then
    raise exception using errcode = 'IU001', message = 'no such account', detail = '{}';
  elsif person.status <> 'active' then
    raise exception using
      errcode = case person.status when 'banned' then 'IU003' else 'IU002' end,
      message = 'this account is ' || person.status,
      detail = jsonb_build_object('status', person.status)::text;
  end if;

  perform
    set_config('request.user_id', claims ->> 'sub', true),
    set_config('request.roles', person.roles::text, true),
    set_config('request.brand_ids', person.brand_ids::text, true),
    set_config('request.campaign_brand_ids', person.campaign_brand_ids::text, true),
    set_config('request.money_brand_ids', person.money_brand_ids::text, true),
    set_config('request.member_brand_ids', person.member_brand_ids::text, true),
    set_config('role', case when 'admin' = any(person.roles) then 'admin' else 'authenticated' end, true);
  return jsonb_build_object(
    'user_id', claims -> 'sub', 'roles', to_jsonb(person.roles), 'brand_ids', to_jsonb(person.brand_ids),
    'campaign_brand_ids', to_jsonb(person.campaign_brand_ids),
    'money_brand_ids', to_jsonb(person.money_brand_ids), 'member_brand_ids', to_jsonb(person.member_brand_ids)
  );
end
$$;
comment on function app.begin_request(jsonb, text, text) is
'Switches this transaction to anon, authenticated, admin or service. claims: {"sub": uuid} or {"role": "service"}.';
grant execute on function app.begin_request(jsonb, text, text) to api_login, jobs_login;

-- migrate:down
set local lock_timeout = '3s';
drop function app.begin_request(jsonb, text, text);
set local role app_internal;
drop function auth.resolve_user(uuid);
reset role;
