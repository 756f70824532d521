-- Whoever sits at the table brings nobody to it.
create or replace function app.is_party(user_id uuid, escrow public.escrows) returns boolean
language sql stable set search_path = '' as $$
  select is_party.user_id = (is_party.escrow).creator_user_id or exists (
    select from public.brand_memberships as m
    where m.brand_id = (is_party.escrow).brand_id and m.user_id = is_party.user_id and m.status = 'active'
  )
$$;

comment on function app.is_party(uuid, public.escrows) is
'Whether somebody is the creator of held funds, or belongs to their brand; NULL for nobody.';
