-- Bookings are entries of the wallet's account, and a brand's have a place and a balance of their own: each is made under
-- the lock of the account's row, so that places and times ascend together. A person's are counted (app.payable_entries).
create or replace function app.wallet_position(wallet_id uuid, moment timestamptz)
returns table (place bigint, balance bigint, debt bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.visible_wallet(wallet_id);
  account constant ledger.accounts := app.wallet_account(wallet);
begin
  if wallet.brand_id is null then
    select count(*), coalesce(sum(e.amount), 0) into place, balance
    from app.payable_entries(wallet) as e where e.created_at < moment;
  else
    select e.account_version, e.balance_after into place, balance from ledger.entries as e
    where e.account_id = account.id and e.account_version is not null and e.created_at < moment
    order by e.account_version desc limit 1;
  end if;
  select coalesce(-sum(e.amount), 0) into debt
  from ledger.accounts as d inner join ledger.entries as e on e.account_id = d.id
  where d.owner_id = wallet.brand_id and d.purpose = 'disputes' and d.currency = wallet.currency
    and e.created_at < moment;
  return query select coalesce(place, 0), coalesce(balance, 0), debt;
end
$$;

comment on function app.wallet_position(uuid, timestamptz) is
'Where a wallet stood just before a moment: how many bookings it had, its balance and its debt in minor units. Raises IG003.';

grant execute on function app.wallet_position(uuid, timestamptz) to authenticated, admin, service;
