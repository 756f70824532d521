-- A creator has one account at Stripe and a wallet per currency: each of them knows the account.
create or replace function app.set_connected_account(
  user_id uuid, account_id text, payouts_enabled boolean, blocked_reason text
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  changed integer;
begin
  update public.wallets as w
  set stripe_account_id = coalesce(w.stripe_account_id, account_id),
    payouts_enabled = set_connected_account.payouts_enabled,
    payouts_blocked_reason = left(blocked_reason, 500)
  where w.stripe_account_id = set_connected_account.account_id
    or (w.stripe_account_id is null and w.user_id = any(array(
      select set_connected_account.user_id
      union
      select o.user_id from public.wallets as o where o.stripe_account_id = set_connected_account.account_id
    )));
  get diagnostics changed = row_count;
  return changed;
end
$$;

comment on function app.set_connected_account(uuid, text, boolean, text) is
'What Stripe says about a creator''s account, on all wallets of whoever has it. user_id may be NULL where '
'only the account is known. An account is never replaced by another one.';

grant execute on function app.set_connected_account(uuid, text, boolean, text) to service;
