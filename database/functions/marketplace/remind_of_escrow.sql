-- No step of the machine, but an event (a reminder), or nothing at all (a wish to cancel that lapses).
create or replace function app.remind_of_escrow(escrow public.escrows, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  lapses constant boolean := escrow.next_step = 'lapse_cancellation';
begin
  if lapses then
    escrow.cancel_asked_by := null;
    escrow.cancel_asked_side := null;
    escrow.cancel_asked_at := null;
  else
    escrow.reminded_at := moment;
    escrow.version := escrow.version + 1;
  end if;
  escrow := app.with_deadline(escrow);
  update public.escrows as e
  set cancel_asked_by = escrow.cancel_asked_by, cancel_asked_side = escrow.cancel_asked_side,
    cancel_asked_at = escrow.cancel_asked_at, reminded_at = escrow.reminded_at, version = escrow.version,
    deadline_at = escrow.deadline_at, next_step = escrow.next_step
  where e.id = escrow.id;
  if not lapses then
    perform app.note_escrow(escrow, escrow.version, 'reminded', escrow.status, escrow.status);
  end if;
end
$$;

comment on function app.remind_of_escrow(public.escrows, timestamptz) is
'Reminds of a review or of the end of a hold, or lets a wish to cancel lapse; then the next deadline. The caller holds the locks.';
