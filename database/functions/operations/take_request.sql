-- Before the request, in a transaction of its own: what fails has been counted, too. Definer, because the login roles may
-- read no table; and before app.begin_request, because who asks too often must cost nothing more than this.
create or replace function app.take_request(
  claims jsonb, address text, class text, subject text, cost integer, as_of timestamptz default clock_timestamp()
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := (claims ->> 'sub')::uuid;
  visitor text;
  family uuid;
begin
  if claims ->> 'role' = 'service' or exists (
    select from public.user_roles as r where r.user_id = person and r.role = 'admin'
  ) then
    return null;
  elsif person is not null then
    return app.take(class, jsonb_build_object('person', 'u:' || person), cost, 'authenticated', as_of);
  end if;
  -- Who has no address that we know of shares one bucket.
  visitor := 'a:' || coalesce(app.visitor_hash(address, '')::text, 'unknown');
  if class = 'refresh' and subject ~ '^[0-9a-f]{64}$' then
    select t.family_id into family from local_identity.refresh_tokens as t
    where t.token_hash = decode(subject, 'hex');
  end if;
  return app.take(class, jsonb_build_object(
    'person', visitor, 'address', visitor, 'family', family,
    'account', encode(sha256(convert_to(concat_ws('|', visitor, nullif(subject, '')), 'UTF8')), 'hex')
  ), cost, 'anonymous', as_of);
end
$$;

comment on function app.take_request(jsonb, text, text, text, integer, timestamptz) is
'Counts a request of a class of work; what is left at once, NULL for administrators and the service, whom nothing limits. '
'subject: the account''s address, or the hex SHA-256 of a refresh token. Raises IL001.';

grant execute on function app.take_request(jsonb, text, text, text, integer, timestamptz) to api_login;
