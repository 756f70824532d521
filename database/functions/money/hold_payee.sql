-- Who is told every day that it did not work, and can do nothing about it today, stops reading.
create or replace function app.hold_payee(account_id text, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  is_gone constant boolean := reason in ('account_closed', 'account_unknown');
  account public.connected_accounts;
begin
  select a.* into account from public.connected_accounts as a
  where a.stripe_account_id = account_id and a.status = 'open' for no key update;
  if not found then
    return false;
  end if;
  update public.connected_accounts as a set
    refusal = left(reason, 500), told_reason = left(reason, 500),
    status = case when is_gone then 'closed' else a.status end, closed_at = case when is_gone then now() end
  where a.id = account.id;
  perform app.share_account(account.id);
  -- The next run passes the creator over, and has nothing to add to this.
  update public.wallets as w set
    payout_skipped_reason = case when is_gone then 'NO_CONNECTED_ACCOUNT' else 'ACCOUNT_NOT_READY' end,
    payout_skipped_at = now()
  where w.user_id = account.user_id;
  if account.told_reason is distinct from left(reason, 500) then
    perform app.notify(
      account.user_id, 'payments', 'payout_on_hold', 'Your payouts are on hold',
      coalesce(app.payee_obstacle(reason), 'Stripe does not pay out to your account.')
      || ' What you have earned stays yours and is paid as soon as that is done.',
      jsonb_build_object('account_id', account_id)
    );
  end if;
  return true;
end
$$;

comment on function app.hold_payee(text, text) is
'Nothing is paid to the account any more, by Stripe''s code, until app.lift_refusal or Stripe''s own word; one that is '
'gone is closed, so that the creator may open another. Tells the creator once. False where no open account has the id.';

grant execute on function app.hold_payee(text, text) to service;
