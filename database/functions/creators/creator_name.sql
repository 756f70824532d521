-- Brands know a creator by the name of the profile; full_name is between the person and us.
create or replace function app.creator_name(user_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(nullif(c.display_name, ''), nullif(p.full_name, ''))
  from public.user_profiles as p left join public.creator_profiles as c on c.user_id = p.id
  where p.id = creator_name.user_id
$$;

comment on function app.creator_name(uuid) is 'What others call a creator: the profile''s name, else the person''s; NULL without one.';
