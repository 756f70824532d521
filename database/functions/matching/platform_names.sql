create or replace function app.platform_names(platform_bits smallint) returns text
language sql immutable parallel safe
begin atomic
select string_agg(app.platform_name(n.platform), ' and ' order by n.bit)
from (
  select
    p.platform,
    app.platform_bits(array[p.platform]) as bit
  from unnest('{instagram,tiktok,twitter,linkedin,youtube}'::text[]) as p (platform)
) as n
where platform_names.platform_bits & n.bit <> 0;
end;

comment on function app.platform_names(smallint) is 'A set of platforms, as people read it; NULL for none.';
