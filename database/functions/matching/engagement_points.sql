-- The score: four parts, 4,000 + 3,000 + 2,000 + 1,000 hundredths. What a campaign does not ask for, everybody has.
-- Points are hundredths, so that every comparison is between whole numbers. (docs/decisions/0026-what-a-score-means.md)
create or replace function app.engagement_points(platform text, followers bigint, engagement_rate numeric)
returns smallint
language sql immutable parallel safe
return least(
  3000, round(1500 * engagement_rate / app.usual_engagement(platform, followers))
)::smallint;

comment on function app.engagement_points(text, bigint, numeric) is
'0–3000: the usual rate makes 1500, twice the usual rate and more makes 3000.';
