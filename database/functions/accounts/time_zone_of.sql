-- What the person says is better known than what their country says.
create or replace function app.time_zone_of(user_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (
      select coalesce(p.time_zone, c.time_zone, app.usual_time_zone(c.country_code))
      from public.user_profiles as p left join public.creator_profiles as c on c.user_id = p.id
      where p.id = time_zone_of.user_id
    ),
    'UTC'
  )
$$;

comment on function app.time_zone_of(uuid) is
'Where it is what time for a person: the time zone of their account, of their profile as a creator, the usual one of the '
'country there, or UTC.';

grant execute on function app.time_zone_of(uuid) to service;
