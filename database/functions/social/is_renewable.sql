-- LinkedIn gives refresh tokens to partners only; Instagram has none and extends the access token itself.
create or replace function app.is_renewable(platform text, refresh_token bytea) returns boolean
language sql immutable set search_path = '' as $$
  select is_renewable.refresh_token is not null or is_renewable.platform = 'instagram'
$$;

comment on function app.is_renewable(text, bytea) is
'Whether there is something to renew the tokens with. Without it they are good until they end.';

grant execute on function app.is_renewable(text, bytea) to service;
