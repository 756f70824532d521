-- One place says what a gig asks for: claims need it, applications show it.
create or replace function app.gig_gaps(gig public.gigs, creator_user_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_remove(array[
    case when not app.is_within(p.total_followers, gig.followers_min, gig.followers_max) then 'followers' end,
    case when not app.has_any_of(gig.platforms, p.platforms) then 'platform' end,
    case when not app.has_any_of(gig.countries, array[p.country_code]) then 'country' end,
    case when not app.has_any_of(gig.languages, p.languages) then 'language' end
  ], null)
  from public.creator_profiles as p where p.user_id = gig_gaps.creator_user_id
$$;

comment on function app.gig_gaps(public.gigs, uuid) is
'What a creator lacks of what a gig asks: followers, platform, country, language; NULL for who is no creator.';
