-- Who asks for sports is served by a footballer. Who asks for football is served by whom a platform only calls a player
-- of ball sports, and not by every sportsman.
create or replace function app.listed_categories(keys text[]) returns text[]
language sql immutable parallel safe
begin atomic
select coalesce(array_agg(distinct l.key order by l.key), '{}')
from unnest(keys) as k (key)
cross join unnest(array_append(string_to_array('{
  "sports": "ball sports,football,basketball,tennis,racing sports,winter sports,water sports,extreme sports,swimming,running,cycling",
  "ball sports": "football,basketball,tennis", "football": "ball sports", "basketball": "ball sports",
  "tennis": "ball sports", "fitness": "yoga", "gaming": "esports"
}'::jsonb ->> k.key, ','), k.key)) as l (key);
end;

comment on function app.listed_categories(text[]) is
'Categories (keys) that count as those asked for: them, their kinds, and what platforms call them.';
