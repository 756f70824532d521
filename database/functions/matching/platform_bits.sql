-- A needed platform is one test of bits in a covering index, not a comparison of lists.
create or replace function app.platform_bits(platforms text[]) returns smallint
language sql immutable parallel safe
begin atomic
select coalesce(bit_or(1 << (array_position('{instagram,tiktok,twitter,linkedin,youtube}', p.platform) - 1)), 0)::smallint
from unnest(platforms) as p (platform);
end;

comment on function app.platform_bits(text[]) is
'A set of platforms as bits: instagram 1, tiktok 2, twitter 4, linkedin 8, youtube 16.';
