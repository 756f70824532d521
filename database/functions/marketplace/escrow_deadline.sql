-- The timers of the machine in one place: the earliest of them is what the timers' job does next, and what each answer about a
-- deal names. Hours and days that the terms name win over the settings. Nothing goes beyond the end of the hold.
create or replace function app.escrow_deadline(
  escrow public.escrows, terms jsonb, due_at timestamptz, out deadline_at timestamptz, out next_step text
)
language plpgsql stable set search_path = '' as $$
declare
  hold_end timestamptz;
  review constant interval := make_interval(hours => coalesce(
    (terms ->> 'review_hours')::integer, (app.setting('deal_review_hours') #>> '{}')::integer
  ));
  notice timestamptz;
begin
  if escrow.frozen_by is not null then
    return;
  end if;
  escrow := app.on_its_clock(escrow);
  case escrow.status
    when 'pending_payment', 'failed' then
      deadline_at := escrow.turn_at + app.setting_interval('deal_payment_hours', 'hours');
      next_step := 'cancel';
    when 'payment_processing' then
      if escrow.funding = 'card' then
        deadline_at := escrow.paying_since + interval '24 hours';
        next_step := 'await_payment';
      end if;
    when 'locked' then
      deadline_at := escrow.locked_at + app.setting_interval('deal_start_days', 'days');
      next_step := 'refund_unstarted';
    when 'work_in_progress' then
      deadline_at := greatest(
        escrow_deadline.due_at + app.setting_interval('deal_late_days', 'days'),
        escrow.restarted_at + app.setting_interval('deal_restart_days', 'days')
      );
      next_step := 'refund_late';
    when 'work_submitted' then
      deadline_at := escrow.submitted_at + interval '1 hour';
      next_step := 'open_review';
    when 'under_review' then
      deadline_at := escrow.submitted_at + review;
      next_step := 'approve';
      if coalesce(escrow.reminded_at < escrow.submitted_at, true) then
        deadline_at := escrow.submitted_at + review * 2 / 3;
        next_step := 'remind_review';
      end if;
    when 'rejected' then
      deadline_at := escrow.rejected_at + app.setting_interval('deal_rejection_days', 'days');
      next_step := 'refund_rejected';
    when 'approved' then
      deadline_at := escrow.approved_at + make_interval(days => coalesce((terms ->> 'keep_live_days')::integer, 0));
      next_step := 'release';
      if escrow.gone_at is not null then
        deadline_at := escrow.gone_at + app.setting_interval('deal_restore_days', 'days');
        next_step := 'dispute_gone';
      elsif (terms ->> 'keep_live_days')::integer > 0 then
        select coalesce(w.live_checked_at + interval '24 hours' + app.stood_since(escrow, w.live_checked_at), deadline_at),
          case when w.live_status = 'gone' then 'look_live' else next_step end into deadline_at, next_step
        from (select null) as always left join (
          select s.live_status, s.live_checked_at from public.deal_submissions as s
          where s.escrow_id = escrow.id order by s.revision desc limit 1
        ) as w on w.live_status = 'gone';
      end if;
    when 'disputed' then
      select d.deadline_at, d.next_step into deadline_at, next_step from app.dispute_deadline(escrow) as d;
    else null;
  end case;
  if escrow.status <> 'disputed' then
    deadline_at := deadline_at + coalesce(escrow.paused_for, '0'); -- of a row that is not written yet, nothing
  end if;
  if escrow.status in ('work_in_progress', 'approved') then -- settings are read where they count: this runs in each step
    hold_end := escrow.locked_at + app.setting_interval('deal_hold_days', 'days');
    notice := escrow.locked_at + app.setting_interval('deal_hold_notice_days', 'days');
    if deadline_at > hold_end then
      deadline_at := hold_end;
      next_step := 'end_hold';
    end if;
    if deadline_at > notice and coalesce(escrow.reminded_at < notice, true) then
      deadline_at := notice;
      next_step := 'warn_hold';
    end if;
  end if;
  if escrow.cancel_asked_at is not null
    and escrow.cancel_asked_at + app.setting_interval('deal_cancellation_hours', 'hours') < deadline_at
  then
    deadline_at := escrow.cancel_asked_at + app.setting_interval('deal_cancellation_hours', 'hours');
    next_step := 'lapse_cancellation';
  end if;
  next_step := case when deadline_at is not null then next_step end;
end
$$;

comment on function app.escrow_deadline(public.escrows, jsonb, timestamptz) is
'When time does something with an escrow next, and what; NULL where nothing does (final, frozen, not its turn yet).';
