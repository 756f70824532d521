-- Whoever has the address reads it, so this function is the whole rule: its creator said so, and is one of us today.
-- Figures are those that count in matching, each with the day on which the platform said so.
create or replace function app.media_kit(slug text) returns table (
  display_name text, headline text, avatar_url text, verified boolean, categories text[], languages text[],
  country_code text, city text, portfolio_links text[], availability text, available_from date, accounts jsonb
)
language sql stable security definer set search_path = '' as $$
  select
    p.display_name, p.headline, p.avatar_url, p.verified, p.categories, p.languages, p.country_code, p.city,
    p.portfolio_links, p.availability, p.available_from,
    coalesce((
      select jsonb_agg(jsonb_build_object(
        'platform', a.platform, 'username', a.username, 'profile_url', a.profile_url,
        'follower_count', a.follower_count, 'engagement_rate', a.engagement_rate, 'as_of', a.last_synced_at
      ) order by a.follower_count desc, a.platform)
      from app.counted_accounts(p.user_id, now()) as c
      inner join public.social_accounts as a
      on a.user_id = p.user_id and app.platform_bits(array[a.platform]) = c.platform_bit
    ), '[]')
  from public.creator_profiles as p
  inner join auth.users as u on u.id = p.user_id and u.status = 'active'
  where p.slug = media_kit.slug and p.media_kit_public
    and exists (select from public.user_roles as r where r.user_id = p.user_id and r.role = 'creator')
$$;

comment on function app.media_kit(text) is
'What the public media kit of a creator shows; no row unless they published it and are an active creator.';

grant execute on function app.media_kit(text) to anon;
