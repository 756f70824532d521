-- migrate:up
set local lock_timeout = '3s';

set local role app_internal;

create function app.make_tracking_hash_key(for_day date) returns void
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
comment on function app.make_tracking_hash_key(date) is 'The random key of a day, unless it exists (RFC 2104: ipad, opad).';

create function app.visitor_hash(address text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  today constant date := (now() at time zone 'UTC')::date;
  plain constant text := replace(address, '::ffff:', '');
  visitor inet;
  key public.tracking_hash_keys;
begin
  if not pg_input_is_valid(plain, 'inet') then
    return null;
  end if;
  visitor := plain::inet;
  -- A household has a /64; the rest of an IPv6 address changes by itself.
  if family(visitor) = 6 then
    visitor := network(set_masklen(visitor, 64));
  end if;
  select * into key from public.tracking_hash_keys as k where k.day = today;
  if not found then
    perform app.make_tracking_hash_key(today);
    select * into key from public.tracking_hash_keys as k where k.day = today;
  end if;
  return encode(substring(
    sha256(key.outer_block || sha256(key.inner_block || convert_to(host(visitor), 'UTF8'))) from 1 for 16
  ), 'hex')::uuid;
end
$$;
comment on function app.visitor_hash(text) is
'HMAC-SHA-256 of an IP address under the key of today (UTC), first 16 bytes; NULL for what is no address.';

create function app.follow_link(code text, address text, agent text, referrer text)
returns table (destination_url text, click_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  link public.tracking_links;
begin
  select l.* into link from public.tracking_links as l
  where l.short_code = code and l.disabled_at is null and (l.expires_at is null or l.expires_at > now());
  if not found then
    return;
  end if;
  destination_url := link.destination_url;
  click_id := uuidv7();
  insert into public.tracking_events (
    id, tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, visitor_ip_hash, user_agent, referrer
  ) values (
    click_id, link.id, link.campaign_id, link.brand_id, link.creator_user_id, 'click',
    app.visitor_hash(follow_link.address), left(follow_link.agent, 512), left(follow_link.referrer, 512)
  );
  return next;
end
$$;
comment on function app.follow_link(text, text, text, text) is
'Looks a link up and records the click; no row for a code that is unknown, disabled or expired. The row''s click_id '
'goes along to the shop.';
-- The redirect sends this one statement and nothing else, so the login role itself may call it.
grant execute on function app.follow_link(text, text, text, text) to api_login, service;
grant execute on function app.make_tracking_hash_key(date), app.visitor_hash(text) to service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.follow_link(text, text, text, text);
drop function app.visitor_hash(text);
drop function app.make_tracking_hash_key(date);
reset role;
