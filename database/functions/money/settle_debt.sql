-- Called by whatever posts into the account (ledger.post), not by whoever has money to post: no use case can forget it.
-- That post holds the account's row, and so does whoever runs into debt (app.lend_shortfall): the debt that is read here
-- is the one of this moment.
drop function if exists app.settle_debt(public.wallets, uuid);
create or replace function app.settle_debt(available_id uuid, cause uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  available ledger.accounts;
  disputes_id uuid;
  paid bigint;
  posted uuid;
begin
  select a.* into available from ledger.accounts as a where a.id = available_id;
  select d.id into disputes_id from ledger.accounts as d
  where d.owner_id = available.owner_id and d.purpose = 'disputes' and d.currency = available.currency;
  if not found then
    return; -- nothing was ever taken back from nearly any brand
  end if;
  paid := least(-ledger.balance(disputes_id), available.balance);
  if paid > 0 then
    posted := ledger.post(
      'debt_paid', format('debt_paid:%s:%s', cause, available_id), array[available_id, disputes_id],
      array[-paid, paid]
    );
    perform app.record_wallet_transaction(
      app.wallet_of(available.brand_id, null, available.currency), 'withdrawal', paid, -paid, available.currency,
      format('debt_paid:%s:%s', cause, available_id), posted, 'Paid of what is owed'
    );
  end if;
end
$$;

comment on function app.settle_debt(uuid, uuid) is
'What a brand owes is paid out of what its account has: by the ledger transaction (cause) that has just put money there.';
