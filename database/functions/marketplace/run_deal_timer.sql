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
  case step
    when 'cancel' then
      escrow := app.step_escrow(escrow, 'cancelled', as_of, 'not paid in time');
      perform app.settle_deal(escrow, as_of);
    when 'await_payment' then
      perform app.settle_card_payment(escrow.id, as_of);
      update public.escrows as e set deadline_at = as_of + interval '1 hour'
      where e.id = escrow.id and e.status = 'payment_processing';
    when 'refund_unstarted' then perform app.refund_unworked(escrow, 'no_show', as_of, 'not started in time');
    when 'refund_late' then perform app.refund_unworked(escrow, 'no_show', as_of, 'nothing was handed in in time');
    when 'refund_rejected' then
      perform app.refund_unworked(escrow, 'closed_unapproved', as_of, 'the rejection was not answered in time');
    when 'open_review' then perform app.step_escrow(escrow, 'under_review', as_of);
    when 'approve' then perform app.decide_review(escrow, (
      select s.id from public.deal_submissions as s where s.escrow_id = escrow.id order by s.revision desc limit 1
    ), 'approved', null, '', as_of);
    when 'remind_review', 'warn_hold', 'lapse_cancellation' then perform app.remind_of_escrow(escrow, as_of);
    when 'release' then perform app.release_escrow(escrow, as_of, 'it stayed live');
    when 'look_live' then perform app.look_live(escrow, as_of);
    when 'dispute_gone' then
      perform app.begin_deal_dispute(escrow, null, 'brand', 'not_live', 'The post did not stay.', 0, as_of);
    when 'decide', 'remind_dispute', 'settle_between', 'carry_out', 'uphold' then
      perform app.run_dispute_timer(escrow, as_of);
    when 'end_hold' then
      if escrow.status = 'approved' then
        perform app.release_escrow(escrow, as_of, 'the hold is over');
      else
        perform app.refund_unworked(escrow, 'no_show', as_of, 'the hold is over');
      end if;
  end case;
  return step;
end
$$;

comment on function app.run_deal_timer(uuid, timestamptz) is
'What is due of an escrow at a moment, done; which step, or NULL where nothing is due any more. Raises IG003.';
