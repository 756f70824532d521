-- A figure alone convinces nobody.
create or replace function app.match_reason(
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
