create or replace function app.platform_sets(needed smallint) returns smallint[]
language sql immutable parallel safe
begin atomic
select coalesce(array_agg(s.platform_set::smallint order by s.platform_set), '{0}')
from generate_series(1, 31) as s (platform_set)
where s.platform_set & platform_sets.needed = s.platform_set;
end;

comment on function app.platform_sets(smallint) is
'The sets of platforms (bits) that may be all of `needed` that a creator has; 0, all platforms, where none is needed.';
