-- As for direct messages, a brand speaks with one voice. Not said: who has blocked whom, why, or since when.
create or replace function app.require_wanted(brand_id uuid, creator_user_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if app.are_blocked(brand_id, creator_user_id) then
    raise exception using errcode = 'IZ020', message = 'this creator takes nothing from this brand', detail = '{}';
  end if;
end
$$;

comment on function app.require_wanted(uuid, uuid) is
'Raises IZ020 where a creator and somebody who writes for the brand have blocked each other: no invitations, no offers.';
