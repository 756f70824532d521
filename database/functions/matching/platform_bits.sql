-- A needed platform is one test of bits in a covering index, not a comparison of lists.
create or replace function app.platform_bits(platforms text[]) returns smallint
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  bits smallint := 0;
  platform text;
begin
  foreach platform in array coalesce(platforms, '{}') loop
    bits := bits | coalesce(
      1 << (array_position('{instagram,tiktok,twitter,linkedin,youtube}', platform) - 1), 0
    )::smallint;
  end loop;
  return bits;
end
$$;

comment on function app.platform_bits(text[]) is
'A set of platforms as bits: instagram 1, tiktok 2, twitter 4, linkedin 8, youtube 16.';
