create or replace function app.settle_card_payments(as_of timestamptz, batch integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  paid uuid;
  settled integer := 0;
begin
  for paid in
    select e.id from public.escrows as e inner join public.wallet_transactions as t on t.id = e.deposit_id
    where e.status = 'payment_processing' and t.status <> 'pending' and e.frozen_by is null
    order by e.id limit batch
  loop
    settled := settled + (app.settle_card_payment(paid, as_of) <> 'payment_processing')::integer;
  end loop;
  return settled;
end
$$;

comment on function app.settle_card_payments(timestamptz, integer) is
'Escrows whose deposit was decided on, and that a crash left waiting; how many were settled.';

grant execute on function app.settle_card_payments(timestamptz, integer) to service;
