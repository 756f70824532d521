-- A refusal of a transfer outlives what Stripe says about the account, until that becomes better.
create or replace function app.set_connected_account(
  user_id uuid, account_id text, payouts_enabled boolean, blocked_reason text
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  account public.connected_accounts;
begin
  select a.* into account from public.connected_accounts as a
  where a.stripe_account_id = account_id for no key update;
  if account.user_id <> set_connected_account.user_id then
    raise unique_violation using
      constraint = 'connected_account_belongs_to_one_creator', message = 'another creator is paid there';
  elsif account.id is null and set_connected_account.user_id is not null then
    account := app.name_account(set_connected_account.user_id, account_id);
  elsif account.status = 'closed' and exists (
    select from public.connected_accounts as a where a.user_id = account.user_id and a.status in ('opening', 'open')
  ) then
    return 0;
  end if;
  update public.connected_accounts as a set
    status = 'open', closed_at = null, transfers_active = set_connected_account.payouts_enabled,
    blocked_reason = left(set_connected_account.blocked_reason, 500),
    refusal = case
      when account.status = 'open' and (account.transfers_active or not set_connected_account.payouts_enabled)
        then a.refusal
    end
  where a.id = account.id;
  return app.share_account(account.id);
end
$$;

comment on function app.set_connected_account(uuid, text, boolean, text) is
'What Stripe says about a creator''s account, on all wallets of whoever has it; how many those are. user_id may be NULL '
'where only the account is known. An account that is open is never replaced by another one.';

grant execute on function app.set_connected_account(uuid, text, boolean, text) to service;
