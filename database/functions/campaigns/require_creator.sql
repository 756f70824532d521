-- A stranger must not learn that there is anything; a member of the brand may, and is told why not.
create or replace function app.require_creator(creator_user_id uuid, brand_id uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if auth.is_privileged() or creator_user_id = auth.uid() then
    return;
  elsif brand_id = any(auth.brand_ids()) then
    raise exception using errcode = 'IM005', message = 'for the creator', detail = '{}';
  end if;
  raise exception using errcode = 'IG003', message = 'not for this actor', detail = '{}';
end
$$;

comment on function app.require_creator(uuid, uuid) is
'Raises IM005 for the brand''s members, IG003 for everybody else.';
