-- A stranger learns nothing, and neither does an administrator of what is not with support: who looks, does not write.
create or replace function app.conversation_side(brand_id uuid, person_user_id uuid) returns text
language plpgsql stable set search_path = '' as $$
begin
  if person_user_id = auth.uid() then
    return 'person';
  elsif brand_id = any(auth.campaign_brand_ids()) then
    return 'brand';
  elsif brand_id = any(auth.brand_ids()) then
    raise exception using errcode = 'IM005', message = 'for those who run the campaign', detail = '{}';
  elsif brand_id is null and person_user_id is not null and auth.uid() is not null and auth.is_privileged() then
    return 'support';
  end if;
  raise exception using errcode = 'IG003', message = 'not for this actor', detail = '{}';
end
$$;

comment on function app.conversation_side(uuid, uuid) is
'For which side of a conversation the actor writes: person, brand, or support (no brand). Both NULL: there is none. '
'Raises IG003, IM005.';
