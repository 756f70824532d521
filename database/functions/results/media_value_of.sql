-- owner: app_owner
-- INVOKER, as app.campaign_posts. Only what somebody published: a platform without a rate in the currency has no part in it.
create or replace function app.media_value_of(campaign_id uuid, of_creators uuid[], currency text)
returns table (value bigint, posts integer, rates jsonb)
language sql stable set search_path = '' as $$
  with valued as (
    select
      r.id, p.platform_post_id,
      coalesce(p.views::numeric * r.per_mille_views, 0) + coalesce(p.engagements * r.per_mille_engagements, 0) as worth
    from app.campaign_posts(media_value_of.campaign_id, of_creators, false) as p
    inner join public.media_value_rates as r on r.platform = p.platform and r.currency = media_value_of.currency
    where (p.views is not null and r.per_mille_views is not null)
      or (p.engagements is not null and r.per_mille_engagements is not null)
  )
  select
    app.whole(floor((2 * sum(v.worth) + 1000) / 2000)), count(*)::integer,
    (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', r.id, 'platform', r.platform, 'currency', r.currency, 'per_mille_views', r.per_mille_views,
        'per_mille_engagements', r.per_mille_engagements, 'source', r.source, 'source_url', r.source_url,
        'published_on', r.published_on, 'updated_at', r.updated_at
      ) order by r.platform), '[]')
      from public.media_value_rates as r where r.id in (select u.id from valued as u)
    )
  from valued as v
$$;

comment on function app.media_value_of(uuid, uuid[], text) is
'What views and engagements of posts would have cost by the published rates of their platforms (minor units, rounded half '
'up once), of how many posts, and by which rates; NULL where none applies.';

grant execute on function app.media_value_of(uuid, uuid[], text) to authenticated, admin, service;
