-- A stranger must not learn that there is anything; who may read it is told that they may not act.
create or replace function app.require_manager(brand_id uuid, creator_user_id uuid default null) returns void
language plpgsql stable set search_path = '' as $$
begin
  if auth.is_privileged() or brand_id = any(auth.campaign_brand_ids()) then
    return;
  elsif brand_id = any(auth.brand_ids()) or creator_user_id = auth.uid() then
    raise exception using errcode = 'IM005', message = 'for those who run the campaign', detail = '{}';
  end if;
  raise exception using errcode = 'IG003', message = 'not for this actor', detail = '{}';
end
$$;

comment on function app.require_manager(uuid, uuid) is
'Raises IM005 for who may read only (the creator concerned too), IG003 for everybody else.';
