-- Nine times the followers at the lowest usual rate is 7·10^13, so nothing overflows.
create or replace function app.engagement_merit(platform text, followers bigint, engagement_rate numeric) returns bigint
language sql immutable parallel safe
return round(1000000000 * engagement_rate / app.usual_engagement(platform, followers))::bigint;

comment on function app.engagement_merit(text, bigint, numeric) is
'Engagement over the usual rate, in billionths: what app.engagement_points is of, before its cap.';
