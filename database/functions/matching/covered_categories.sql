-- Of creators only: who asks for sports is served by a footballer, who asks for football is not by any sportsman.
create or replace function app.covered_categories(keys text[]) returns text[]
language sql immutable parallel safe
begin atomic
select coalesce(array_agg(distinct b.key order by b.key), '{}')
from unnest(keys) as k (key)
cross join unnest(array_append(string_to_array('{
  "ball sports": "sports", "football": "ball sports,sports", "basketball": "ball sports,sports",
  "tennis": "ball sports,sports", "racing sports": "sports", "winter sports": "sports", "water sports": "sports",
  "extreme sports": "sports", "swimming": "sports", "running": "sports", "cycling": "sports", "yoga": "fitness",
  "esports": "gaming"
}'::jsonb ->> k.key, ','), k.key)) as b (key);
end;

comment on function app.covered_categories(text[]) is
'Categories (keys) of a creator with the wider ones that they are part of.';
