-- Payments were booked with their gross by whoever heard of them; what Stripe kept, and what went to our own bank, is
-- known by these alone. The clearing account is Stripe's balance because of it.
create or replace function app.book_balance_transactions(movements jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  movement record;
  kept bigint;
  banked bigint;
  posted uuid;
  booked integer := 0;
begin
  if movements is null then
    raise exception using errcode = 'IM002', message = 'nothing says what moved', detail = '{}';
  end if;
  for movement in
    select m.*, app.movement_kind(m.type) as kind
    from jsonb_to_recordset(movements) as m (
      id text, type text, origin_id text, subject_id uuid, destination_id text, amount bigint, fee bigint,
      currency text, occurred_at timestamptz
    )
    where not exists (select from public.stripe_balance_transactions as b where b.id = m.id)
    order by m.occurred_at, m.id
  loop
    kept := movement.fee - case movement.kind when 'fee' then movement.amount else 0 end;
    banked := case movement.kind when 'bank' then -movement.amount else 0 end;
    posted := null;
    if kept <> 0 or banked <> 0 then
      posted := ledger.post_nonzero(
        case movement.kind when 'bank' then 'bank_transfer' else 'stripe_fee' end, 'balance:' || movement.id,
        array[
          ledger.account('stripe_clearing', movement.currency), ledger.account('stripe_fees', movement.currency),
          ledger.account('platform_bank', movement.currency)
        ],
        array[kept + banked, -kept, -banked]
      );
    end if;
    insert into public.stripe_balance_transactions (
      id, type, kind, origin_id, subject_id, destination_id, amount, fee, currency, occurred_at,
      ledger_transaction_id
    ) values (
      movement.id, movement.type, movement.kind, movement.origin_id, movement.subject_id, movement.destination_id,
      movement.amount, movement.fee, movement.currency, movement.occurred_at, posted
    )
    on conflict on constraint stripe_balance_transactions_pkey do nothing;
    booked := booked + found::integer;
  end loop;
  return booked;
end
$$;

comment on function app.book_balance_transactions(jsonb) is
'Keeps balance transactions of Stripe and books each fee (clearing → stripe_fees) and each transfer with our bank '
'(clearing ↔ platform_bank), once. Minor units. Returns how many were new.';

grant execute on function app.book_balance_transactions(jsonb) to service;
