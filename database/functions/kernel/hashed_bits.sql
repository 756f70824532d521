-- A set that fits into a narrow index entry: what shares no bit with it has nothing of it. What does may have.
create or replace function app.hashed_bits(keys text[]) returns bigint
language sql immutable parallel safe
begin atomic
select coalesce(bit_or(1::bigint << (get_byte(sha256(convert_to(k.key, 'UTF8')), 0) & 63)), 0)
from unnest(keys) as k (key);
end;

comment on function app.hashed_bits(text[]) is 'A set of words as bits, one of 64 for each; several words may share one.';

grant execute on function app.hashed_bits(text[]) to app_owner;
