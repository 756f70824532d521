-- Without something to renew them with, tokens end; then, and not a day ahead, their account expires.
create or replace function app.expire_ended_accounts(as_of timestamptz) returns integer
language sql security definer set search_path = '' as $$
  select app.expire_accounts(array(
    select a.id from public.social_accounts as a
    where a.status = 'connected' and a.token_expires_at <= expire_ended_accounts.as_of
      and not app.is_renewable(a.platform, a.refresh_token)
    order by a.id for no key update
  ))
$$;

comment on function app.expire_ended_accounts(timestamptz) is
'Expires the accounts whose tokens have ended and cannot be renewed, and tells their creators; how many.';

grant execute on function app.expire_ended_accounts(timestamptz) to service;
