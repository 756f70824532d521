-- A stranger learns nothing; a member who only reads is told that they may not.
create or replace function app.deal_side(brand_id uuid, creator_user_id uuid) returns text
language plpgsql stable set search_path = '' as $$
begin
  if creator_user_id = auth.uid() then
    return 'creator';
  end if;
  perform app.require_manager(brand_id);
  return 'brand';
end
$$;

comment on function app.deal_side(uuid, uuid) is
'On which side of a deal the actor is: creator, or brand for who runs its campaigns. Raises IG003, IM005.';
