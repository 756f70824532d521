-- What was booked never changes, and neither does its place: what began earlier and is booked later comes later. By key,
-- so that a page costs what is on it (a person's, whose few bookings have to be counted, what the wallet has).
create or replace function app.wallet_bookings(wallet_id uuid, after_place bigint, to_place bigint, at_most integer)
returns table (
  place bigint, booked_at timestamptz, transaction_id uuid, transaction_type text, kind text, description text,
  amount bigint, balance_after bigint, debt_after bigint, gross_amount bigint, fee_amount bigint, currency text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.visible_wallet(wallet_id);
  account constant ledger.accounts := app.wallet_account(wallet);
begin
  return query
  with booked as (
    (
      select e.account_version as place, e.transaction_id, e.created_at, e.amount, e.balance_after as balance
      from ledger.entries as e
      where e.account_id = account.id
        and e.account_version > after_place and e.account_version <= to_place
      order by e.account_version limit at_most
    )
    union all
    (
      select c.* from app.payable_entries(wallet) as c
      where c.place > after_place and c.place <= to_place order by c.place limit at_most
    )
  ),
  owed as materialized (
    select own.account_version as place, e.created_at, -e.amount as amount
    from ledger.accounts as d
    inner join ledger.entries as e on e.account_id = d.id
    left join ledger.entries as own on own.transaction_id = e.transaction_id and own.account_id = account.id
    where d.owner_id = wallet.brand_id and d.purpose = 'disputes' and d.currency = wallet.currency
  )
  select
    b.place, b.created_at, line.id, line.transaction_type, l.kind::text,
    case when l.reverses is null then '' else 'Came back: ' end || coalesce(line.description, ''),
    b.amount::bigint, b.balance, coalesce((
      select sum(o.amount) from owed as o
      where case when o.place is null then o.created_at <= b.created_at else o.place <= b.place end
    ), 0)::bigint, earning.gross_amount, earning.fee_amount, wallet.currency
  from booked as b
  inner join ledger.transactions as l on l.id = b.transaction_id
  left join lateral (
    select t.id, t.transaction_type, t.description from public.wallet_transactions as t
    where t.ledger_transaction_id = coalesce(l.reverses, l.id) and t.wallet_id = wallet.id
    order by abs(t.balance_effect) desc, t.id limit 1
  ) as line on true
  left join public.earnings as earning
    on earning.ledger_transaction_id = l.id and earning.creator_user_id = wallet.user_id
    and earning.amount = b.amount -- not of a part, nor the other half of an advance
  order by b.place;
end
$$;

comment on function app.wallet_bookings(uuid, bigint, bigint, integer) is
'A wallet''s bookings after a place up to another one, at most so many, oldest first: what each moved and left (minor '
'units), the operation that it belongs to, and what a creator''s earning was before the fee. Raises IG003.';

grant execute on function app.wallet_bookings(uuid, bigint, bigint, integer) to authenticated, admin, service;
