-- Stripe refunds payments, not balances: the amount is cut along the deposits that have something left.
create or replace function app.begin_withdrawal(wallet_id uuid, amount bigint, deposit_id uuid default null)
returns table (withdrawal_id uuid, payment_intent_id text, refund_amount bigint, refund_currency text)
language plpgsql security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.lock_money_wallet(wallet_id);
  source constant uuid := ledger.account('brand_available', wallet.currency, wallet.brand_id);
  refundable constant bigint := (
    select sum(t.amount - t.refunded_amount) from public.wallet_transactions as t
    where t.wallet_id = wallet.id and t.transaction_type = 'deposit' and t.status = 'completed'
      and (begin_withdrawal.deposit_id is null or t.id = begin_withdrawal.deposit_id)
  );
  deposit record;
  remaining bigint := amount;
  part bigint;
  new_id uuid;
  posted uuid;
begin
  perform ledger.refuse_nulls(num_nulls(amount));
  if amount <= 0 then
    raise exception using
      errcode = 'check_violation', constraint = 'wallet_transaction_amount_is_positive', message = 'no amount';
  end if;
  for deposit in
    select t.id, t.reference_id, t.amount - t.refunded_amount as refundable
    from public.wallet_transactions as t
    where t.wallet_id = wallet.id and t.transaction_type = 'deposit' and t.status = 'completed'
      and t.refunded_amount < t.amount
      and (begin_withdrawal.deposit_id is null or t.id = begin_withdrawal.deposit_id)
    order by t.id desc
    for no key update
  loop
    exit when remaining = 0;
    if remaining = amount then -- before a part of it is short, which would be told instead of all
      perform from ledger.accounts as a
      where a.id = source and a.balance >= least(begin_withdrawal.amount, refundable) for no key update;
      if not found then
        perform ledger.refuse_move(source, -amount);
      end if;
    end if;
    part := least(remaining, deposit.refundable);
    remaining := remaining - part;
    new_id := uuidv7();
    posted := ledger.post(
      'refund', 'refund:' || new_id,
      array[
        source,
        ledger.account('refunds', wallet.currency, wallet.brand_id)
      ],
      array[-part, part]
    );
    update public.wallet_transactions as t set refunded_amount = t.refunded_amount + part where t.id = deposit.id;
    insert into public.wallet_transactions (
      id, wallet_id, transaction_type, amount, balance_effect, currency, relates_to, description,
      ledger_transaction_id
    ) values (
      new_id, wallet.id, 'withdrawal', part, -part, wallet.currency, deposit.id, 'Refund of a deposit', posted
    );
    return query select new_id, deposit.reference_id, part, wallet.currency;
  end loop;
  if remaining > 0 then
    raise exception using
      errcode = 'IM009', message = 'there are not enough deposits left to refund',
      detail = jsonb_build_object('asked', amount, 'refundable', amount - remaining)::text;
  end if;
  perform app.require_withdrawal_room(wallet);
end
$$;

comment on function app.begin_withdrawal(uuid, bigint, uuid) is
'Unspent money on its way back, newest deposit first (or out of one deposit): available → refunds. Raises IM001 '
'where the wallet is short of it (the details name all that is asked for), IM009 where the deposits are, IM030 and IM031 '
'above the limits of a day.';

grant execute on function app.begin_withdrawal(uuid, bigint, uuid) to authenticated, admin;
