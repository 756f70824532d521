-- migrate:up
set local lock_timeout = '3s';

-- What time does to a dispute, and how long it made the timers of its escrow stand still.
alter table escrows
add column paused_for interval not null default '0',
drop constraint escrows_next_step_is_known,
add constraint escrows_next_step_is_known check (next_step in (
  'cancel', 'await_payment', 'refund_unstarted', 'refund_late', 'remind_review', 'approve', 'refund_rejected', 'warn_hold',
  'end_hold', 'release', 'look_live', 'dispute_gone', 'decide', 'lapse_cancellation', 'open_review', 'remind_dispute',
  'settle_between', 'carry_out', 'uphold'
)) not valid;
alter table escrows validate constraint escrows_next_step_is_known;
comment on column escrows.paused_for is
'How long time stood still since the moment that the timer of its status runs from.';
alter table escrow_events
drop constraint escrow_events_type_is_known,
add constraint escrow_events_type_is_known check (event_type in (
  'pending_payment', 'payment_processing', 'failed', 'locked', 'work_in_progress', 'work_submitted', 'under_review',
  'rejected', 'approved', 'releasing', 'released', 'disputed', 'refunding', 'refund', 'cancelled', 'claimed',
  'influencer_paid', 'frozen', 'unfrozen', 'reminded', 'open', 'paused', 'closed', 'dispute_withdrawn'
)) not valid;
alter table escrow_events validate constraint escrow_events_type_is_known;

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: what happened meanwhile stays; only new rows are held to the shorter lists.
alter table escrow_events
drop constraint escrow_events_type_is_known,
add constraint escrow_events_type_is_known check (event_type in (
  'pending_payment', 'payment_processing', 'failed', 'locked', 'work_in_progress', 'work_submitted', 'under_review',
  'rejected', 'approved', 'releasing', 'released', 'disputed', 'refunding', 'refund', 'cancelled', 'claimed',
  'influencer_paid', 'frozen', 'unfrozen', 'reminded', 'open', 'paused', 'closed'
)) not valid;
alter table escrows
drop constraint escrows_next_step_is_known,
add constraint escrows_next_step_is_known check (next_step in (
  'cancel', 'await_payment', 'refund_unstarted', 'refund_late', 'remind_review', 'approve', 'refund_rejected', 'warn_hold',
  'end_hold', 'release', 'look_live', 'dispute_gone', 'decide', 'lapse_cancellation', 'open_review'
)) not valid,
drop column paused_for;
