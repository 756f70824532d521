-- How much of their followers an account usually moves, by size: below 10,000; 100,000; 500,000; 1,000,000; 20,000,000;
-- above. It never rises with the size. From a million on, Instagram, TikTok and YouTube are medians of public rankings, or
-- the rate of the tier below where that is less; everything else is our estimate.
-- (docs/decisions/0063-a-score-is-of-the-platforms-needed.md)
create or replace function app.usual_engagement(platform text, followers bigint) returns numeric
language sql immutable parallel safe
return ('{
  "instagram": [0.050, 0.040, 0.035, 0.032, 0.032, 0.0108],
  "tiktok":    [0.120, 0.100, 0.080, 0.070, 0.070, 0.0139],
  "twitter":   [0.010, 0.006, 0.004, 0.003, 0.002, 0.002],
  "linkedin":  [0.040, 0.030, 0.020, 0.015, 0.010, 0.010],
  "youtube":   [0.040, 0.030, 0.020, 0.010, 0.000407, 0.000125]
}'::jsonb -> platform ->> width_bucket(followers, '{10000,100000,500000,1000000,20000000}'::bigint[]))::numeric;

comment on function app.usual_engagement(text, bigint) is
'Usual engagement rate (share of the followers) for a platform and a size tier.';
