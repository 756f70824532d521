-- Tokens of months that cannot be renewed (LinkedIn's, for most): a click in time keeps the figures going. Who has
-- tokens of hours is told when they end, for a reminder would come right after connecting.
create or replace function app.remind_of_ending_accounts(as_of timestamptz) returns integer
language sql security definer set search_path = '' as $$
  with ending as (
    select a.id, a.user_id, a.platform, a.token_expires_at from public.social_accounts as a
    join public.social_platforms as p on p.platform = a.platform and p.refresh_ahead_minutes >= 1440
    join auth.users as u on u.id = a.user_id and u.status = 'active'
    where a.status = 'connected' and not app.is_renewable(a.platform, a.refresh_token)
      and a.token_expires_at > remind_of_ending_accounts.as_of
      and a.token_expires_at <= remind_of_ending_accounts.as_of + interval '3 days'
  ),
  reminded as (
    insert into public.social_token_refreshes as r (social_account_id, reminded_at)
    select e.id, clock_timestamp() from ending as e
    on conflict on constraint social_token_refreshes_pkey do update set reminded_at = excluded.reminded_at
    where r.reminded_at is null
    returning r.social_account_id
  ),
  told as (
    select app.notify(
      e.user_id, 'system', 'social_account.ends_soon',
      format('Connect your %s account again soon', app.platform_name(e.platform)),
      format(
        '%s lets us read your account until %s. Connect it again before, and its figures go on without a gap.',
        app.platform_name(e.platform), to_char(e.token_expires_at at time zone 'UTC', 'FMDD FMMonth YYYY')
      ),
      jsonb_build_object('social_account_id', e.id, 'platform', e.platform, 'ends_at', e.token_expires_at)
    ) from ending as e join reminded as r on r.social_account_id = e.id
  )
  select count(*)::integer from told
$$;

comment on function app.remind_of_ending_accounts(timestamptz) is
'Tells creators, once per token, that it ends within three days and cannot be renewed; how many were told.';

grant execute on function app.remind_of_ending_accounts(timestamptz) to service;
