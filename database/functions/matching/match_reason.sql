-- migrate:up
set local lock_timeout = '3s';

set local role app_internal;

-- What a campaign asks for. An empty list or NULL asks for nothing.
create type app.match_target as (
  campaign_id uuid,
  minimum bigint,
  maximum bigint,
  listed text [],
  related text [],
  spots text [],
  regions text [],
  platform_bits smallint,
  excluded text []
);

create function app.match_target_of(campaign public.campaigns) returns app.match_target
language plpgsql stable security definer set search_path = '' as $$
declare
  audience constant jsonb := campaign.target_audience;
  wanted app.match_target;
  fit public.brand_fit_data;
begin
  select f.* into fit from public.brand_fit_data as f where f.brand_id = campaign.brand_id;
  wanted.campaign_id := campaign.id;
  wanted.minimum := audience ->> 'min_followers';
  wanted.maximum := audience ->> 'max_followers';
  wanted.listed := app.category_keys(
    case when campaign.category is null then fit.categories else array[campaign.category] end
  );
  wanted.related := app.related_categories(wanted.listed);
  wanted.spots := case
    when audience #>> '{location,country}' is not null
      then array[concat_ws('/', audience #>> '{location,country}', lower(btrim(audience #>> '{location,city}')))]
    else array(
      select concat_ws('/', left(l.place, 2), nullif(lower(btrim(substr(l.place, 4))), ''))
      from unnest(fit.target_locations) as l (place) where l.place ~ '^[A-Z]{2}(/|$)'
    )
  end;
  wanted.regions := array(select distinct app.region_of(left(s.spot, 2)) from unnest(wanted.spots) as s (spot));
  wanted.excluded := app.category_keys(fit.excluded_categories);
  select app.platform_bits(coalesce(
    array_agg(app.platform_of(d.deliverable_type)) filter (where app.platform_of(d.deliverable_type) is not null),
    array(select jsonb_array_elements_text(coalesce(audience -> 'platforms', '[]')))
  )) into wanted.platform_bits
  from public.campaign_deliverables as d where d.campaign_id = campaign.id;
  return wanted;
end
$$;
comment on function app.match_target_of(public.campaigns) is
'What the campaign asks for: its own category, place and platforms, else those that fit its brand.';

-- SECURITY INVOKER and without settings, so that the planner reads it as a part of the query that asks.
create function app.open_cells(target app.match_target) returns setof public.creator_cells
language sql stable
begin atomic
select c.*
from public.creator_cells as c
where c.followers >= coalesce(target.minimum, 0)
  and (target.platform_bits = 0 or c.platform_bits & target.platform_bits <> 0)
  and not exists (
    select from public.campaign_invitations as i
    where i.campaign_id = target.campaign_id and i.creator_user_id = c.user_id
  )
  and (target.excluded = '{}' or not exists (
    select from public.creator_cells as x
    where x.user_id = c.user_id and x.category = any(target.excluded)
  ));
end;
comment on function app.open_cells(app.match_target) is
'Cells of creators who may be suggested: enough followers, a needed platform, never invited (so not taking part '
'either), nothing that the brand excludes.';

create function app.match_parts(target app.match_target, cell public.creator_cells)
returns table (follower_points integer, engagement_points integer, category_points integer, location_points integer)
language sql immutable
begin atomic
select
  app.follower_points(cell.followers, target.minimum, target.maximum) as follower_points,
  cell.engagement_points::integer as engagement_points,
  app.category_points(cell.category_keys, target.listed, target.related) as category_points,
  app.location_points(cell.country_code, cell.city_key, cell.region, target.spots, target.regions) as location_points;
end;
comment on function app.match_parts(app.match_target, public.creator_cells) is
'The score of a creator for a target, in its four parts: hundredths.';

create function app.match_reason(
  target app.match_target, followers bigint, follower_points integer, engagement_points integer, category_points integer,
  location_points integer
) returns text
language sql stable set search_path = ''
return concat_ws(
  ', ',
  to_char(followers, 'FM999,999,999,999,999') || ' followers'
  || case
    when target.minimum is null and target.maximum is null then ''
    when follower_points = 4000 then ', within the target'
    else ', outside the target'
  end,
  case
    when engagement_points = 0 then 'no known engagement'
    when engagement_points < 1500
      then format('engagement below the usual for the size (%s times)', round(engagement_points / 1500.0, 1))
    when engagement_points < 3000 then format('engagement %s times the usual for the size', round(engagement_points / 1500.0, 1))
    else 'engagement at least twice the usual for the size'
  end,
  case when target.listed <> '{}' then
      case category_points
        when 2000 then 'a listed category' when 1000 then 'a related category' else 'another category'
      end
  end,
  case when target.spots <> '{}' then
      case location_points
        when 1000 then 'in the target location' when 500 then 'in the same region' else 'from elsewhere'
      end
  end
) || '.';
comment on function app.match_reason(app.match_target, bigint, integer, integer, integer, integer) is
'A sentence why; silent about what the campaign did not ask for.';
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.match_reason(app.match_target, bigint, integer, integer, integer, integer);
drop function app.match_parts(app.match_target, public.creator_cells);
drop function app.open_cells(app.match_target);
drop function app.match_target_of(public.campaigns);
drop type app.match_target;
reset role;
