-- How much of their followers an account usually moves, by size: below 10,000; 100,000; 500,000; 1,000,000; above.
-- Where the figures come from: docs/decisions/0026-what-a-score-means.md.
create or replace function app.usual_engagement(platform text, followers bigint) returns numeric
language sql immutable parallel safe
return ('{
  "instagram": [0.050, 0.040, 0.035, 0.032, 0.030],
  "tiktok":    [0.120, 0.100, 0.080, 0.070, 0.060],
  "twitter":   [0.010, 0.006, 0.004, 0.003, 0.002],
  "linkedin":  [0.040, 0.030, 0.020, 0.015, 0.010],
  "youtube":   [0.040, 0.030, 0.020, 0.010, 0.003]
}'::jsonb -> platform ->> width_bucket(followers, '{10000,100000,500000,1000000}'::bigint[]))::numeric;

comment on function app.usual_engagement(text, bigint) is
'Usual engagement rate (share of the followers) for a platform and a size tier.';
