-- Somebody of a brand is known to a creator by the brand, and a creator to a brand by their own name.
create or replace function app.known_name(user_id uuid) returns text
language sql stable strict security definer set search_path = '' as $$
  select coalesce(app.correspondent(known_name.user_id) ->> 'name', (
    select b.name
    from public.conversations as c
    inner join public.brand_memberships as m on m.brand_id = c.brand_id and m.user_id = known_name.user_id
    inner join public.brand_profiles as b on b.id = c.brand_id
    where c.person_user_id = auth.uid()
    order by b.name
    limit 1
  ))
$$;

comment on function app.known_name(uuid) is
'What the actor calls somebody whom they have a conversation with: their name, or that of their brand. NULL for others.';

grant execute on function app.known_name(uuid) to authenticated, admin;
