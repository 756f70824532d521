-- owner: app_owner
-- INVOKER, as app.campaign_posts. A sum is of the posts that tell the figure, and says how many they are; its cost divides
-- what was spent on those posts alone.
create or replace function app.sum_posts(campaign_id uuid, of_creators uuid[], by_part text)
returns table (
  creator_user_id uuid, platform text, count integer, live integer, missing integer, gone integer, unread integer,
  views bigint, views_known integer, reach bigint, reach_known integer, likes bigint, likes_known integer,
  comments bigint, comments_known integer, shares bigint, shares_known integer, saves bigint, saves_known integer,
  engagements bigint, engagements_known integer, spend bigint, cost_per_mille bigint, cost_per_engagement numeric,
  as_of timestamptz
)
language sql stable set search_path = '' as $$
  with posts as materialized (
    select
      p.*, case when by_part = 'creator' then p.creator_user_id end as part_creator,
      case when by_part = 'platform' then p.platform end as part_platform
    from app.campaign_posts(sum_posts.campaign_id, of_creators, by_part = 'creator') as p
  ),
  parts as (
    select distinct p.part_creator, p.part_platform from posts as p
    union
    select null, null where by_part = 'whole'
    union
    select c.id, null from unnest(of_creators) as c (id) where by_part = 'creator'
  ),
  sums as (
    select
      k.part_creator, k.part_platform, count(p.id) as posts, count(*) filter (where p.status = 'live') as live,
      count(*) filter (where p.status = 'missing') as missing, count(*) filter (where p.status = 'gone') as gone,
      count(p.id) filter (where p.as_of is null) as unread,
      sum(p.views) as views, count(p.views) as views_known, sum(p.reach) as reach, count(p.reach) as reach_known,
      sum(p.likes) as likes, count(p.likes) as likes_known, sum(p.comments) as comments,
      count(p.comments) as comments_known, sum(p.shares) as shares, count(p.shares) as shares_known,
      sum(p.saves) as saves, count(p.saves) as saves_known, sum(p.engagements) as engagements,
      count(p.engagements) as engagements_known, coalesce(sum(p.spend), 0)::bigint as spend,
      sum(p.spend) filter (where p.views is not null)::bigint as spend_of_views,
      sum(p.spend) filter (where p.engagements is not null)::bigint as spend_of_engagements,
      min(p.as_of) filter (where p.status = 'live') as as_of
    from parts as k
    left join posts as p
      on p.part_creator is not distinct from k.part_creator and p.part_platform is not distinct from k.part_platform
    group by k.part_creator, k.part_platform
  )
  select
    s.part_creator, s.part_platform, s.posts::integer, s.live::integer, s.missing::integer, s.gone::integer,
    s.unread::integer, app.whole(s.views), s.views_known::integer, app.whole(s.reach), s.reach_known::integer,
    app.whole(s.likes), s.likes_known::integer, app.whole(s.comments), s.comments_known::integer, app.whole(s.shares),
    s.shares_known::integer, app.whole(s.saves), s.saves_known::integer, app.whole(s.engagements),
    s.engagements_known::integer, s.spend, app.quotient(s.spend_of_views, app.whole(s.views), 1000, 0)::bigint,
    app.quotient(s.spend_of_engagements, app.whole(s.engagements), 1, 4), s.as_of
  from sums as s
$$;

comment on function app.sum_posts(uuid, uuid[], text) is
'What posts achieved: of all (whole, always a row), or by creator or platform; of some creators where they are named, each '
'of whom has a row. Sums are NULL where no post tells the figure; costs in minor units; as_of is the oldest reading of the posts that are live.';

grant execute on function app.sum_posts(uuid, uuid[], text) to authenticated, admin, service;
