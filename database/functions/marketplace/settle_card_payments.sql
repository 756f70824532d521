-- All of them are locked before the first wallet is, as everywhere; a bad one is set aside, and tried again by its timer.
create or replace function app.settle_card_payments(as_of timestamptz, batch integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  waiting constant uuid[] := array(
    select e.id from public.escrows as e inner join public.wallet_transactions as t on t.id = e.deposit_id
    where e.status = 'payment_processing' and t.status <> 'pending' and e.frozen_by is null
    order by e.id limit batch
  );
  paid uuid;
  settled integer := 0;
begin
  perform from app.lock_escrows(waiting);
  foreach paid in array waiting loop
    begin
      settled := settled + (app.settle_card_payment(paid, as_of) <> 'payment_processing')::integer;
    exception when others then
      perform app.note_failed_timer(jsonb_build_object('escrow_id', paid), sqlstate, sqlerrm);
    end;
  end loop;
  return settled;
end
$$;

comment on function app.settle_card_payments(timestamptz, integer) is
'Escrows whose deposit was decided on, and that a crash left waiting; how many were settled.';

grant execute on function app.settle_card_payments(timestamptz, integer) to service;
