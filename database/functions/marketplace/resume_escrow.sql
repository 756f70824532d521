-- Of work, the due date moves; of what runs from a moment (a review, a rejection, a post that stays), how long it stood still.
create or replace function app.resume_escrow(escrow public.escrows, moment timestamptz) returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  gap constant interval := moment - escrow.disputed_at - app.stood_since(escrow, escrow.disputed_at);
begin
  escrow.gone_at := null; -- a post that is still gone is looked at again
  if escrow.disputed_from = 'work_in_progress' then
    update public.deal_milestones as m
    set due_at = gap + greatest(
      m.due_at, (app.on_its_clock(escrow)).restarted_at + app.setting_interval('deal_restart_days', 'days')
      - app.setting_interval('deal_late_days', 'days')
    )
    where m.id = escrow.milestone_id;
  else
    escrow.paused_for := escrow.paused_for + gap;
  end if;
  return app.step_escrow(escrow, escrow.disputed_from, moment, event_type => 'dispute_withdrawn');
end
$$;

comment on function app.resume_escrow(public.escrows, timestamptz) is
'A disputed escrow goes on where it was, with the time that was left. The caller holds the locks. Raises IK001, IK003.';
