-- What time does to one escrow, under its locks: what is due is read again there, as somebody may have been faster.
create or replace function app.run_deal_timer(escrow_id uuid, as_of timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows := app.lock_escrow(escrow_id, (
    select e.next_step = 'await_payment' from public.escrows as e where e.id = run_deal_timer.escrow_id
  ));
  step constant text := escrow.next_step;
begin
  if escrow.deadline_at > as_of or escrow.deadline_at is null then
    return null;
  end if;
  if app.goes_at_once(escrow) then
    perform app.step_by_time(array[escrow], as_of);
    return step;
  end if;
  case step
    when 'await_payment' then
      perform app.settle_card_payment(escrow.id, as_of);
      update public.escrows as e set deadline_at = as_of + interval '1 hour'
      where e.id = escrow.id and e.status = 'payment_processing';
    when 'approve' then perform app.decide_review(escrow, (
      select s.id from public.deal_submissions as s where s.escrow_id = escrow.id order by s.revision desc limit 1
    ), 'approved', null, '', as_of);
    when 'release' then perform app.release_escrow(escrow, as_of, 'it stayed live');
    when 'look_live' then perform app.look_live(escrow, as_of);
    when 'dispute_gone' then
      perform app.begin_deal_dispute(escrow, null, 'brand', 'not_live', 'The post did not stay.', 0, as_of);
    when 'decide', 'remind_dispute', 'settle_between', 'carry_out', 'uphold' then
      perform app.run_dispute_timer(escrow, as_of);
    when 'end_hold' then perform app.release_escrow(escrow, as_of, 'the hold is over');
  end case;
  return step;
end
$$;

comment on function app.run_deal_timer(uuid, timestamptz) is
'What is due of an escrow at a moment, done; which step, or NULL where nothing is due any more. Raises IG003.';
