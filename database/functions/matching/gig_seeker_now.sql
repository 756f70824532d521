create or replace function app.gig_seeker_now() returns app.gig_seeker
language plpgsql stable security definer set search_path = '' as $$
declare
  profile public.creator_profiles;
  keys text[];
  seeker app.gig_seeker;
begin
  select p.* into profile from public.creator_profiles as p where p.user_id = auth.uid();
  if profile.user_id is null or not 'creator' = any(auth.roles()) then
    raise exception using errcode = 'IM005', message = 'for creators with a profile', detail = '{}';
  end if;
  keys := app.category_keys(profile.categories);
  seeker.user_id := profile.user_id;
  seeker.followers := profile.total_followers;
  seeker.platform_bits := app.platform_bits(profile.platforms);
  seeker.country_code := profile.country_code;
  seeker.region := app.region_of(profile.country_code);
  seeker.languages := profile.languages;
  seeker.listed := app.asking_categories(keys);
  seeker.related := array(
    select r.category from unnest(app.related_categories(keys)) as r (category) where r.category <> all(seeker.listed)
  );
  seeker.own_brands := array(
    select m.brand_id from public.brand_memberships as m where m.user_id = profile.user_id and m.status = 'active'
  );
  seeker.own_gigs := auth.creator_gig_ids();
  return seeker;
end
$$;

comment on function app.gig_seeker_now() is 'The actor, as one who looks for gigs. Raises IM005 for who is no creator.';
