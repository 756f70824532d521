-- What a thing costs is asked of the score itself: what it gives to a creator of whom the thing is known and fits, less
-- what it gives to this one. An account that has not been read yet lacks its engagement only.
create or replace function app.profile_gaps(user_id uuid) returns table (part text, is_missing boolean, points integer)
language sql stable security definer set search_path = '' as $$
  with profile as (
    select p.*, u.avatar_url as picture,
      exists (select from public.creator_rates as r where r.user_id = p.user_id) as has_rates, f.*
    from public.creator_profiles as p
    inner join public.user_profiles as u on u.id = p.user_id
    inner join lateral app.creator_figures(p.user_id, now()) as f on f.platform_set = 0
    where p.user_id = profile_gaps.user_id and (p.user_id = auth.uid() or auth.is_privileged())
  )
  select g.part, g.is_missing, case when g.is_missing then g.points else 0 end
  from profile as p
  cross join lateral (values
    ('headline', p.headline = '', 0),
    ('avatar', p.picture is null, 0),
    ('categories', app.category_keys(p.categories) = '{}',
      app.category_points('{food}', '{food}', '{}') - app.category_points('{}', '{food}', '{}')),
    ('country', p.country_code is null,
      app.location_points('DE', null, null, '{DE}', '{}') - app.location_points(null, null, null, '{DE}', '{}')),
    ('city', p.city is null,
      app.location_points('DE', 'berlin', 'here', '{DE/berlin}', '{here}')
      - app.location_points('DE', null, 'here', '{DE/berlin}', '{here}')),
    ('languages', p.languages = '{}', 0),
    ('rates', not p.has_rates, 0),
    ('portfolio_links', p.portfolio_links = '{}', 0),
    ('account', p.platform_bits = 0,
      app.follower_points(1000, 1000, null) - app.follower_points(0, 1000, null)),
    ('engagement', not p.engagement_is_known,
      app.engagement_points('instagram', 1000, 9) - app.engagement_points('instagram', 1000, 0))
  ) as g (part, is_missing, points)
$$;

comment on function app.profile_gaps(uuid) is
'The parts of a whole profile, which of them a creator lacks, and what each of those costs in a score at most '
'(hundredths of a point). Nothing for somebody else''s.';

grant execute on function app.profile_gaps(uuid) to authenticated, admin, service;
