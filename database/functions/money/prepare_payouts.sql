-- Who is paid how much is decided in one transaction, before Stripe is asked: what follows only carries it out.
create or replace function app.prepare_payouts(as_of timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_batch constant uuid := uuidv7();
  passed_over jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('payouts', 0));
  insert into public.payout_batches (id, as_of, created_by) values (new_batch, prepare_payouts.as_of, auth.uid());
  passed_over := app.make_payouts(new_batch, prepare_payouts.as_of);
  perform app.post_payouts(new_batch);
  perform app.note_skipped_payouts(new_batch, passed_over);
  return new_batch;
end
$$;

comment on function app.prepare_payouts(timestamptz) is
'Groups earnings and commissions past their hold by payee and currency, nets what was taken back, and writes a payout each: payable → in '
'transit. Whose schedule is not due waits for it. Who is skipped stands in the batch and is told why. Two runs never '
'overlap. Returns the batch.';

grant execute on function app.prepare_payouts(timestamptz) to admin, service;
