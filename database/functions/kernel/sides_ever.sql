-- Also of those whose membership has ended: who was of a side does not judge it (app.is_neutral).
create or replace function app.sides_ever() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select m.brand_id from public.brand_memberships as m where m.user_id = auth.uid());
end
$$;

comment on function app.sides_ever() is 'Brands of which the actor is, or was, a member.';

grant execute on function app.sides_ever() to authenticated, admin;
