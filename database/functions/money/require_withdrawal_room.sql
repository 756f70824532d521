-- Asked when all is written, behind the lock of the wallet: what two ask for at once is counted by the second. Whatever
-- the door, it counts; what failed has come back, and does not.
create or replace function app.require_withdrawal_room(wallet public.wallets) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  most constant bigint := (app.setting('withdrawal_daily_limit') #>> '{}')::bigint;
  most_money constant bigint := app.amount_setting('withdrawal_daily_maximum', wallet.currency);
  times bigint;
  taken bigint;
  asked bigint;
begin
  if auth.is_privileged() then
    return;
  end if;
  select
    count(distinct w.created_at), coalesce(sum(w.amount), 0), coalesce(sum(w.amount) filter (where w.created_at = now()), 0)
  into times, taken, asked
  from (
    select t.created_at, t.amount from public.wallet_transactions as t
    inner join ledger.transactions as l on l.id = t.ledger_transaction_id and l.kind = 'refund'
    where t.wallet_id = wallet.id and t.id >= app.first_id_of(now() - interval '1 day')
      and t.transaction_type = 'withdrawal' and t.status in ('pending', 'completed')
    union all
    select p.created_at, p.amount from public.payouts as p
    inner join public.payout_batches as b on b.id = p.batch_id and b.created_by = p.creator_user_id
    where p.creator_user_id = wallet.user_id and p.currency = wallet.currency
      and p.id >= app.first_id_of(now() - interval '1 day') and p.status <> 'failed'
  ) as w
  where w.created_at > now() - interval '1 day';
  if times > most then
    raise exception using
      errcode = 'IM030', message = 'withdrawn often enough today', detail = jsonb_build_object('most', most)::text;
  elsif taken > most_money then
    raise exception using
      errcode = 'IM031', message = 'more than may be withdrawn in a day',
      detail = jsonb_build_object(
        'asked', asked, 'left', greatest(most_money - (taken - asked), 0), 'most', most_money,
        'currency', wallet.currency
      )::text;
  end if;
end
$$;

comment on function app.require_withdrawal_room(public.wallets) is
'What people took out of a wallet in the last 24 hours, this time included: raises IM030 where it was too often, IM031 '
'where it is too much (minor units). Administrators may.';
