-- No address is kept, only what the key of the day makes of it. (docs/decisions/0008-visitor-hash-in-the-database.md)
-- With the user agent: behind one address of a mobile carrier there are thousands of telephones.
drop function if exists app.visitor_hash(text);

create or replace function app.visitor_hash(address text, agent text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  today constant date := (now() at time zone 'UTC')::date;
  visitor inet;
  key public.tracking_hash_keys;
begin
  if not pg_input_is_valid(address, 'inet') then
    return null;
  end if;
  visitor := address::inet;
  if visitor <<= '::ffff:0:0/96' then
    visitor := '0.0.0.0'::inet + (visitor - '::ffff:0:0'::inet);
  elsif family(visitor) = 6 then
    -- A household has a /64; the rest of an IPv6 address changes by itself.
    visitor := network(set_masklen(visitor, 64));
  end if;
  select * into key from public.tracking_hash_keys as k where k.day = today;
  if not found then
    perform app.make_tracking_hash_key(today);
    select * into key from public.tracking_hash_keys as k where k.day = today;
  end if;
  return encode(substring(sha256(
    key.outer_block || sha256(key.inner_block || convert_to(host(visitor) || ' ' || left(agent, 512), 'UTF8'))
  ) from 1 for 16), 'hex')::uuid;
end
$$;

comment on function app.visitor_hash(text, text) is
'HMAC-SHA-256 of an IP address, a blank and the user agent under the key of today (UTC), first 16 bytes; NULL for what '
'is no address.';

grant execute on function app.visitor_hash(text, text) to service;
