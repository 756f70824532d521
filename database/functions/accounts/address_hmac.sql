-- Somebody who wants to hear nothing of us must be known again without our keeping their address.
create or replace function app.address_hmac(address text) returns bytea
language sql stable strict security definer set search_path = '' as $$
  select sha256(k.outer_block || sha256(k.inner_block || convert_to(lower(btrim(address_hmac.address)), 'UTF8')))
  from public.address_hash_keys as k
$$;

comment on function app.address_hmac(text) is
'HMAC-SHA-256 of an e-mail address (lower case) or a telephone number (E.164) under our key (RFC 2104).';

grant execute on function app.address_hmac(text) to service;
