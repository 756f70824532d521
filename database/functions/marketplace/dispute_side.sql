-- The tables keep a person off both sides of a deal; who came there all the same speaks for neither.
create or replace function app.dispute_side(brand_id uuid, creator_user_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if creator_user_id = auth.uid() and exists (
    select from public.brand_memberships as m
    where m.brand_id = dispute_side.brand_id and m.user_id = auth.uid() and m.status = 'active'
  ) then
    raise exception using errcode = 'IC020', message = 'on both sides of the deal', detail = '{}';
  end if;
  if auth.is_privileged() and creator_user_id is distinct from auth.uid() and not exists (
    select from public.brand_memberships as m
    where m.brand_id = dispute_side.brand_id and m.user_id = auth.uid() and m.status = 'active'
  ) then -- who left the brand, and administers now
    raise exception using errcode = 'IG003', message = 'for neither side', detail = '{}';
  end if;
  return app.deal_side(brand_id, creator_user_id);
end
$$;

comment on function app.dispute_side(uuid, uuid) is
'On which side of a dispute the actor is: creator, or brand for who runs its campaigns. Raises IC020, IG003, IM005.';
