-- Each kind of step is a few statements, however many go. The refunds come last: they post.
create or replace function app.step_by_time(escrows public.escrows[], moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  unpaid public.escrows[] := array(select e from unnest(escrows) as e where e.next_step = 'cancel');
begin
  perform app.step_escrows(
    array(select e from unnest(escrows) as e where e.next_step = 'open_review'), 'under_review', moment
  );
  perform app.remind_of_escrows(array(select e from unnest(escrows) as e where e.next_step = 'remind_review'), moment);
  perform app.remind_of_escrows(array(select e from unnest(escrows) as e where e.next_step = 'warn_hold'), moment);
  perform app.lapse_cancellations(array(select e from unnest(escrows) as e where e.next_step = 'lapse_cancellation'));
  unpaid := app.step_escrows(
    unpaid, 'cancelled', moment, array_fill('not paid in time'::text, array[cardinality(unpaid)])
  );
  perform app.settle_deals(unpaid, moment);
  perform app.refund_unworked(
    array(select e from unnest(escrows) as e where e.next_step like 'refund\_%' or e.next_step = 'end_hold'), moment
  );
end
$$;

comment on function app.step_by_time(public.escrows[], timestamptz) is
'What is due of escrows that go together (app.goes_at_once). The caller holds the locks.';
