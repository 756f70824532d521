-- The only way to expire an account; whose, is for those that call it to know.
create or replace function app.expire_accounts(accounts uuid[]) returns integer
language sql security definer set search_path = '' as $$
  with expired as (
    update public.social_accounts as a set status = 'expired'
    where a.id = any(expire_accounts.accounts) and a.status = 'connected'
    returning a.id, a.user_id, a.platform
  ),
  told as (
    select app.notify(
      e.user_id, 'system', 'social_account.expired',
      format('Connect your %s account again', app.platform_name(e.platform)),
      format(
        '%s no longer lets us read your account, so its figures stand still. Connect it again to go on.',
        app.platform_name(e.platform)
      ),
      jsonb_build_object('social_account_id', e.id, 'platform', e.platform)
    ) from expired as e
  )
  select count(*)::integer from told
$$;

comment on function app.expire_accounts(uuid[]) is
'Expires those of these accounts that are connected, and tells their creators; how many.';
