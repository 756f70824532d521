-- One place says what a gig asks for: claims need it, applications show it.
create or replace function app.gig_gaps(gig public.gigs, creator_user_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_remove(array[
    case when p.total_followers < coalesce(gig.followers_min, 0)
      or p.total_followers > coalesce(gig.followers_max, p.total_followers) then 'followers' end,
    case when gig.platforms <> '{}' and not p.platforms && gig.platforms then 'platform' end,
    case when gig.countries <> '{}' and not coalesce(p.country_code = any(gig.countries), false) then 'country' end,
    case when gig.languages <> '{}' and not p.languages && gig.languages then 'language' end
  ], null)
  from public.creator_profiles as p where p.user_id = gig_gaps.creator_user_id
$$;

comment on function app.gig_gaps(public.gigs, uuid) is
'What a creator lacks of what a gig asks: followers, platform, country, language; NULL for who is no creator.';
