-- One step with all that belongs to it: status, moments, the deadline that acts next, the event, and who is told. The caller
-- holds the locks and gives the row as it is.
create or replace function app.step_escrow(
  escrow public.escrows, new_status text, moment timestamptz, reason text default '', amount bigint default null,
  posted uuid default null, event_type text default null
) returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  old_status constant text := escrow.status;
  seq constant integer := escrow.version + 1;
begin
  escrow.status := new_status;
  escrow.version := seq + (new_status = 'released')::integer;
  if 'disputed' not in (old_status, new_status) then
    escrow.paused_for := '0';
  end if;
  case new_status
    when 'payment_processing' then escrow.paying_since := moment;
    when 'locked' then escrow.locked_at := moment;
    when 'work_in_progress' then
      escrow.started_at := coalesce(escrow.started_at, moment);
      escrow.restarted_at := case when old_status = 'rejected' then moment else escrow.restarted_at end;
      escrow.revisions_used := escrow.revisions_used + (old_status = 'rejected')::integer;
    when 'work_submitted' then escrow.submitted_at := moment;
    when 'approved' then escrow.approved_at := coalesce(escrow.approved_at, moment);
    when 'rejected' then
      escrow.rejected_at := case old_status when 'disputed' then escrow.rejected_at else moment end;
    when 'disputed' then
      escrow.disputed_at := moment;
      escrow.disputed_from := old_status;
    when 'released' then escrow.released_at := moment;
    when 'refunded' then escrow.refunded_at := moment;
    when 'cancelled' then escrow.cancelled_at := moment;
    else null;
  end case;
  if event_type = 'dispute_withdrawn' then
    escrow.disputed_at := null;
    escrow.disputed_from := null;
  end if;
  if new_status in ('released', 'refunded', 'cancelled', 'approved', 'disputed') then
    escrow.cancel_asked_by := null;
    escrow.cancel_asked_side := null;
    escrow.cancel_asked_at := null;
  end if;
  escrow := app.with_deadline(escrow);
  update public.escrows as e
  set status = escrow.status, version = escrow.version, funding = escrow.funding, deposit_id = escrow.deposit_id,
    stripe_payment_intent = escrow.stripe_payment_intent, revisions_used = escrow.revisions_used,
    cancel_asked_by = escrow.cancel_asked_by, cancel_asked_side = escrow.cancel_asked_side,
    cancel_asked_at = escrow.cancel_asked_at, disputed_from = escrow.disputed_from, disputed_at = escrow.disputed_at,
    paused_for = escrow.paused_for,
    released_amount = escrow.released_amount, fee_amount = escrow.fee_amount, refunded_amount = escrow.refunded_amount,
    paying_since = escrow.paying_since, locked_at = escrow.locked_at, started_at = escrow.started_at,
    restarted_at = escrow.restarted_at, submitted_at = escrow.submitted_at, approved_at = escrow.approved_at,
    rejected_at = escrow.rejected_at, gone_at = escrow.gone_at, released_at = escrow.released_at,
    refunded_at = escrow.refunded_at, cancelled_at = escrow.cancelled_at, deadline_at = escrow.deadline_at,
    next_step = escrow.next_step
  where e.id = escrow.id;
  perform app.note_escrow(
    escrow, seq, coalesce(step_escrow.event_type, case new_status when 'refunded' then 'refund' else new_status end), old_status,
    new_status, reason, amount, posted
  );
  if new_status = 'released' then -- of one row that is final from here on, so its version counts both
    perform app.note_escrow(escrow, seq + 1, 'influencer_paid', null, null, reason, escrow.released_amount, posted);
  end if;
  return escrow;
end
$$;

comment on function app.step_escrow(public.escrows, text, timestamptz, text, bigint, uuid, text) is
'The escrow in its new status, as of a moment; event_type: where the event has another name. Raises IK001 for a step that '
'the machine lacks, IK003 where a card dispute holds it up.';
