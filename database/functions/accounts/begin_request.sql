-- owner: app_owner
-- First statement of every transaction. SECURITY INVOKER, because a definer function cannot set the role;
-- settings and role are local to the transaction and gone at its end.
create or replace function app.begin_request(claims jsonb, address text default '', agent text default '')
returns jsonb
language plpgsql as $$
declare
  person record;
  fan uuid;
begin
  perform
    set_config('request.address', address, true),
    set_config('request.user_agent', left(agent, 512), true),
    set_config('request.user_id', '', true), set_config('request.roles', '{}', true),
    set_config('request.brand_ids', '{}', true), set_config('request.campaign_brand_ids', '{}', true),
    set_config('request.money_brand_ids', '{}', true), set_config('request.member_brand_ids', '{}', true),
    set_config('request.reason', '', true), set_config('request.looks_because', '', true),
    set_config('request.device_id', '', true), set_config('request.fan_id', '', true);

  if claims ->> 'sub' is null then
    if claims ->> 'device' is not null then
      -- Where a fan writes from is kept nowhere: by an audit log, two brands' fans could be told to be one.
      fan := auth.resolve_device((claims ->> 'device')::uuid);
      perform
        set_config('request.device_id', claims ->> 'device', true), set_config('request.fan_id', coalesce(fan::text, ''), true),
        set_config('request.address', '', true), set_config('request.user_agent', '', true);
    end if;
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
'Switches this transaction to anon, authenticated, admin or service. claims: {"sub": uuid}, {"role": "service"}, or '
'{"device": uuid} for a fan, who is anon with a device.';

grant execute on function app.begin_request(jsonb, text, text) to api_login, hooks_login, jobs_login;
