-- The same answers as app.require_manager, for what only those do who move the money.
create or replace function app.require_money(brand_id uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if auth.is_privileged() or brand_id = any(auth.money_brand_ids()) then
    return;
  elsif brand_id = any(auth.brand_ids()) then
    raise exception using errcode = 'IM005', message = 'for those who move the brand''s money', detail = '{}';
  end if;
  raise exception using errcode = 'IG003', message = 'not for this actor', detail = '{}';
end
$$;

comment on function app.require_money(uuid) is
'Raises IM005 for members who do not move the brand''s money, IG003 for everybody else.';
