-- Only the two blocks that HMAC needs are kept, so that the key itself stands nowhere.
create or replace function app.make_tracking_hash_key(for_day date) returns void
language plpgsql security definer set search_path = '' as $$
declare
  -- Four random UUIDs carry 488 random bits; SHA-256 makes a key of them. HMAC pads it to its block of 64 bytes.
  key constant bytea := sha256(
    uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
    || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
  ) || decode(repeat('00', 32), 'hex');
  inner_block bytea := key;
  outer_block bytea := key;
begin
  for i in 0 .. 63 loop
    inner_block := set_byte(inner_block, i, get_byte(key, i) # x'36'::integer);
    outer_block := set_byte(outer_block, i, get_byte(key, i) # x'5c'::integer);
  end loop;
  insert into public.tracking_hash_keys (day, inner_block, outer_block)
  values (for_day, inner_block, outer_block) on conflict (day) do nothing;
end
$$;

comment on function app.make_tracking_hash_key(date) is
'The random key of a day, unless it exists (RFC 2104: ipad, opad).';

grant execute on function app.make_tracking_hash_key(date) to service;
