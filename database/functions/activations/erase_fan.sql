-- For whoever answers for the brand's data: a fan who asks the brand is forgotten by the brand.
create or replace function app.erase_fan(fan_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  brand uuid;
  cut integer;
begin
  select f.brand_id into brand from public.fans as f where f.id = erase_fan.fan_id and f.merged_into is null;
  if brand is null or not (coalesce(brand = any(auth.brand_ids()), false) or auth.is_privileged()) then
    raise exception using errcode = 'IG003', message = 'no such fan', detail = '{}';
  elsif not (coalesce(brand = any(auth.member_brand_ids()), false) or auth.is_privileged()) then
    raise exception using errcode = 'IM005', message = 'administrators of the brand erase', detail = '{}';
  end if;
  cut := app.forget_fan(erase_fan.fan_id);
  insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
  values (auth.uid(), 'fans.erase', 'fans', erase_fan.fan_id::text, app.audit_context() || jsonb_build_object('brand_id', brand));
  return cut;
end
$$;

comment on function app.erase_fan(uuid) is
'For administrators of the brand: the fan is forgotten, and that it was done is written down; how many scans are nobody''s now. IG003, '
'IM005.';

grant execute on function app.erase_fan(uuid) to authenticated, admin;
