-- Each kind of step is a few statements, however many go. What posts comes last; all refunds are one kind, and post together.
create or replace function app.step_by_time(escrows public.escrows[], moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  due record;
begin
  for due in
    select k.step, array_agg(e order by e.id) as escrows
    from unnest(escrows) as e cross join lateral (
      select case when e.next_step like 'refund\_%' or e.next_step = 'end_hold' then 'refund' else e.next_step end
    ) as k (step)
    group by k.step order by k.step = 'refund', k.step
  loop
    case due.step
      when 'cancel' then
        due.escrows := app.step_escrows(
          due.escrows, 'cancelled', moment, array_fill('not paid in time'::text, array[cardinality(due.escrows)])
        );
        perform app.settle_deals(due.escrows, moment);
      when 'open_review' then perform app.step_escrows(due.escrows, 'under_review', moment);
      when 'remind_review', 'warn_hold' then perform app.remind_of_escrows(due.escrows, moment);
      when 'lapse_cancellation' then perform app.lapse_cancellations(due.escrows);
      when 'refund' then perform app.refund_unworked(due.escrows, moment);
    end case;
  end loop;
end
$$;

comment on function app.step_by_time(public.escrows[], timestamptz) is
'What is due of escrows that go together (app.goes_at_once). The caller holds the locks.';
