create or replace function app.platform_names(platform_bits smallint) returns text
language sql immutable parallel safe
begin atomic
select string_agg(n.name, ' and ' order by n.place)
from unnest('{Instagram,TikTok,X,LinkedIn,YouTube}'::text[]) with ordinality as n (name, place)
where platform_names.platform_bits & (1 << (n.place - 1)::integer) <> 0;
end;

comment on function app.platform_names(smallint) is 'A set of platforms, as people read it; NULL for none.';
