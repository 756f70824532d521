-- A campaign or a brand has no more of anything than its triggers say, and a person no more brands than the function.
with rooms as (
  select c.relname as of_what, split_part(encode(t.tgargs, 'escape'), '\000', 2)::integer as most
  from pg_trigger as t inner join pg_class as c on c.oid = t.tgrelid
  where t.tgfoid = 'app.require_room'::regproc
  union all
  select 'brand_memberships', substring(pg_get_functiondef('app.require_room_for_brand'::regproc), ':= (\d+)')::integer
),
counted as (
  select 'campaign_deliverables' as of_what, campaign_id as whose, count(*) as there
  from campaign_deliverables group by campaign_id
  union all
  select 'campaign_cta_links', campaign_id, count(*) from campaign_cta_links group by campaign_id
  union all
  select 'surveys', campaign_id, count(*) from surveys group by campaign_id
  union all
  select 'creator_lists', brand_id, count(*) from creator_lists group by brand_id
  union all
  select 'saved_searches', brand_id, count(*) from saved_searches group by brand_id
  union all
  select 'brand_memberships', user_id, count(*) from brand_memberships where status = 'active' group by user_id
)
select rooms.of_what, counted.whose, counted.there, rooms.most
from rooms left join counted on counted.of_what = rooms.of_what
where counted.there > rooms.most or rooms.most is null;
