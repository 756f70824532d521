-- A set that fits into a narrow index entry: what shares no bit with it has nothing of it. What does may have.
create or replace function app.hashed_bits(keys text[]) returns bigint
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  bits bigint := 0;
  key text;
begin
  foreach key in array coalesce(keys, '{}') loop
    bits := bits | coalesce(1::bigint << (get_byte(sha256(convert_to(key, 'UTF8')), 0) & 63), 0);
  end loop;
  return bits;
end
$$;

comment on function app.hashed_bits(text[]) is 'A set of words as bits, one of 64 for each; several words may share one.';

grant execute on function app.hashed_bits(text[]) to app_owner;
