-- A creator has one account at Stripe and a wallet per currency: each of them knows the account.
create or replace function app.share_account(account_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  account public.connected_accounts;
  is_open boolean;
  is_paid boolean;
  changed integer;
begin
  select a.* into account from public.connected_accounts as a where a.id = share_account.account_id;
  is_open := account.status = 'open';
  is_paid := is_open and account.transfers_active and account.refusal is null;
  update public.wallets as w set
    stripe_account_id = case when is_open then account.stripe_account_id end,
    payouts_enabled = is_paid,
    payouts_blocked_reason = case when not is_paid then coalesce(
      app.payee_obstacle(case when is_open and not account.transfers_active then account.blocked_reason end),
      app.payee_obstacle(account.refusal),
      'Stripe does not pay out to your account yet. Open it to see what is needed.'
    ) end
  where w.user_id = account.user_id
    and (w.stripe_account_id is null or w.stripe_account_id = account.stripe_account_id);
  get diagnostics changed = row_count;
  return changed;
end
$$;

comment on function app.share_account(uuid) is
'Brings what is known of an account onto the wallets of its creator, but those that have another one; how many.';
