-- A figure alone convinces nobody, and what nobody knows is no reproach. What is said is of the figures: points are
-- rounded, and a rate is cut rather than rounded, so that 1.97 times is not called twice, nor 0.97 times the usual.
drop function if exists app.match_reason(app.match_target, bigint, integer, integer, integer, integer);
create or replace function app.match_reason(
  target app.match_target, cell public.creator_cells, follower_points integer, category_points integer,
  location_points integer
) returns text
language sql stable set search_path = ''
return concat_ws(
  ', ',
  case
    when target.platform_bits <> 0 and cell.platform_set = 0
      then 'not on ' || replace(app.platform_names(target.platform_bits), ' and ', ' or ')
    else to_char(cell.followers, 'FM999,999,999,999,999') || ' followers'
      || coalesce(' on ' || app.platform_names(cell.platform_set), '')
  end
  || case
    when target.platform_bits <> 0 and cell.platform_set = 0 then ''
    when target.minimum is null and target.maximum is null then ''
    when cell.followers < target.minimum then ', below the target'
    when cell.followers > target.maximum and follower_points = 0 then ', far above the target'
    when cell.followers > target.maximum then ', above the target'
    else ', within the target'
  end,
  case
    when target.platform_bits <> 0 and cell.platform_set = 0 then null
    when not cell.engagement_is_known then 'engagement unknown'
    when cell.merit = 0 then 'no engagement on recent posts'
    when cell.merit < 100000000 then 'engagement less than a tenth of the usual for the size'
    when cell.merit < 1000000000
      then format('engagement below the usual for the size (%s times)', trunc(cell.merit / 1e9, 1))
    when cell.merit < 2000000000 then format('engagement %s times the usual for the size', trunc(cell.merit / 1e9, 1))
    else format('engagement at least twice the usual for the size (%s times)', trunc(cell.merit / 1e9, 1))
  end,
  case
    when target.listed = '{}' then null
    when category_points = 2000 then 'a listed category'
    when category_points = 1000 then 'a related category'
    when cell.category_keys = '{}' then 'category unknown'
    else 'another category'
  end,
  case
    when target.spots = '{}' then null
    when location_points = 1000 then 'in the target location'
    when cell.country_code is null then 'location unknown'
    when cell.country_code <> all(array(select left(s.spot, 2) from unnest(target.spots) as s (spot)))
      then case location_points when 500 then 'in the same region' else 'from elsewhere' end
    when cell.city_key is null then 'in the target country, city unknown'
    else 'in the target country, another city'
  end
) || '.';

comment on function app.match_reason(app.match_target, public.creator_cells, integer, integer, integer) is
'A sentence why; silent about what the campaign did not ask for, and plain about what is not known.';
