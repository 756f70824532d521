-- Before the request, in a transaction of its own: what fails has been counted, too. Definer, because the login roles may
-- read no table; and before app.begin_request, because who asks too often must cost nothing more than this.
create or replace function app.count_request(
  claims jsonb, address text, class text, subject text, cost integer, weight integer,
  as_of timestamptz default clock_timestamp()
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := (claims ->> 'sub')::uuid;
  tier text;
  visitor text;
  token_family uuid;
begin
  if claims ->> 'role' = 'service' then
    return null;
  elsif person is not null then
    -- A brand's tier is that of everybody who is active in it: which brand a request acts for, nobody has read yet.
    select case
      when exists (select from public.user_roles as r where r.user_id = person and r.role = 'admin') then null
      when exists (
        select from public.rate_tiers as t where t.user_id = person and coalesce(t.until, 'infinity') > as_of
      ) or exists (
        select
        from public.brand_memberships as m inner join public.rate_tiers as t on t.brand_id = m.brand_id
        where m.user_id = person and m.status = 'active' and coalesce(t.until, 'infinity') > as_of
      ) then 'premium'
      else 'authenticated'
    end into tier;
    if tier is null then
      return null;
    end if;
    return app.take(class, jsonb_build_object('person', 'u:' || person), cost, tier, weight, as_of);
  end if;
  -- Who has no address that we know of shares one bucket.
  visitor := 'a:' || coalesce(app.visitor_hash(address, '')::text, 'unknown');
  if class = 'refresh' and subject ~ '^[0-9a-f]{64}$' then
    select t.family_id into token_family from local_identity.refresh_tokens as t
    where t.token_hash = decode(subject, 'hex');
  end if;
  return app.take(class, jsonb_build_object(
    'person', visitor, 'address', visitor, 'family', token_family,
    'account', encode(sha256(convert_to(concat_ws('|', visitor, nullif(subject, '')), 'UTF8')), 'hex'),
    'device', encode(sha256(convert_to(nullif(subject, ''), 'UTF8')), 'hex')
  ), cost, 'anonymous', weight, as_of);
end
$$;

comment on function app.count_request(jsonb, text, text, text, integer, integer, timestamptz) is
'Counts a request: cost in its class, if it has one, and weight in what its person or address may ask for in general. How '
'each of these stands then (app.take_from); NULL for administrators and the service, whom nothing limits. '
'subject: the account''s address, the device of a fan, or the hex SHA-256 of a refresh token. Raises IL001.';

grant execute on function app.count_request(jsonb, text, text, text, integer, integer, timestamptz) to api_login;
