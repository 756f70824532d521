create or replace function app.cancel_one(escrow public.escrows, side text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if escrow.frozen_by is not null then
    perform app.require_escrow_status(escrow, escrow.status);
  elsif escrow.status in ('pending_payment', 'failed') and side = 'brand' then
    escrow := app.step_escrow(escrow, 'cancelled', moment, 'cancelled by the brand');
    perform app.settle_deal(escrow, moment);
    return true;
  elsif escrow.status = 'locked' and side = 'brand' then
    perform app.refund_escrow(escrow, moment, 'cancelled before the start');
    return true;
  elsif escrow.status not in (
    'pending_payment', 'failed', 'locked', 'work_in_progress', 'work_submitted', 'under_review', 'rejected'
  ) then
    return false;
  elsif escrow.cancel_asked_side <> side
    and (app.on_its_clock(escrow)).cancel_asked_at > moment - app.setting_interval('deal_cancellation_hours', 'hours')
  then
    if escrow.status in ('pending_payment', 'failed') then
      escrow := app.step_escrow(escrow, 'cancelled', moment, 'cancelled by both');
      perform app.settle_deal(escrow, moment);
    else
      perform app.refund_escrow(escrow, moment, 'cancelled by both');
    end if;
    return true;
  end if;
  perform app.ask_cancellation(escrow, side, moment);
  return true;
end
$$;

comment on function app.cancel_one(public.escrows, text, timestamptz) is
'What one side''s wish to cancel does to an escrow; false where it is too late for that. The caller holds the locks.';
