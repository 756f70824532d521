-- What only counts, tells, cancels or refunds goes with others; who is paid, and what asks elsewhere first, goes alone.
create or replace function app.goes_at_once(escrow public.escrows) returns boolean
language sql immutable
return case (escrow).next_step
  when 'end_hold' then (escrow).status <> 'approved'
  else (escrow).next_step in (
    'cancel', 'open_review', 'remind_review', 'warn_hold', 'lapse_cancellation', 'refund_unstarted', 'refund_late',
    'refund_rejected'
  ) end;

comment on function app.goes_at_once(public.escrows) is
'Whether app.step_by_time does what is due of an escrow, beside others; else app.run_deal_timer does.';
