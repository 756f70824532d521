create or replace function app.require_direct(brand_id uuid, person_user_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if exists (
    select from public.brand_memberships as m
    where m.brand_id = require_direct.brand_id and m.user_id = require_direct.person_user_id and m.status = 'active'
  ) then
    raise exception using errcode = 'IC020', message = 'on both sides', detail = '{}';
  elsif app.are_blocked(brand_id, person_user_id) then
    raise exception using errcode = 'IZ002', message = 'one side has blocked the other', detail = '{}';
  elsif app.setting('direct_messages_need_connection') <> '0' and not app.connects(brand_id, person_user_id) then
    raise exception using errcode = 'IZ003', message = 'nothing connects both', detail = '{}';
  end if;
end
$$;

comment on function app.require_direct(uuid, uuid) is
'Whether a brand and a person may write to each other without a subject. Raises IC020, IZ002, IZ003.';
