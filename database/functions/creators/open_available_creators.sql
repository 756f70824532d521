-- available_from is a promise to brands, so the profile keeps it without its creator.
create or replace function app.open_available_creators(as_of timestamptz, at_most integer) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    select p.user_id from public.creator_profiles as p
    where p.available_from <= (open_available_creators.as_of at time zone 'UTC')::date
    order by p.available_from, p.user_id limit open_available_creators.at_most for no key update skip locked
  ), opened as (
    update public.creator_profiles as p set availability = 'open', available_from = null
    from due as d where p.user_id = d.user_id
    returning p.user_id
  )
  select count(*)::integer from opened
$$;

comment on function app.open_available_creators(timestamptz, integer) is
'Opens creators whose day has come (available_from, UTC), so that matching finds them again; how many.';

grant execute on function app.open_available_creators(timestamptz, integer) to service;
