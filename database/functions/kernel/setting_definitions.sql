-- owner: app_owner
-- The known settings with type and range: an immutable function, so that a constraint may ask it.
create or replace function app.setting_definitions() returns table (
  key text, default_value bigint, minimum bigint, maximum bigint, description text
)
language sql immutable parallel safe set search_path = ''
begin atomic
select *
from (values
  ('platform_fee_basis_points', 1000::bigint, 0::bigint, 10000::bigint, 'Our share of what a brand pays for a submission.'),
  ('payout_hold_days', 7, 0, 365, 'Days between approval and payout.'),
  ('payout_minimum_amount', 1000, 0, 100000000, 'Smallest payout in a currency without a minimum of its own, as in one with two decimals.'),
  ('payout_minimum_aud', 1500, 0, 100000000, 'Smallest payout in Australian dollars, in cents.'),
  ('payout_minimum_cad', 1500, 0, 100000000, 'Smallest payout in Canadian dollars, in cents.'),
  ('payout_minimum_chf', 1000, 0, 100000000, 'Smallest payout in Swiss francs, in centimes.'),
  ('payout_minimum_dkk', 7500, 0, 100000000, 'Smallest payout in Danish kroner, in øre.'),
  ('payout_minimum_eur', 1000, 0, 100000000, 'Smallest payout in euros, in cents.'),
  ('payout_minimum_gbp', 1000, 0, 100000000, 'Smallest payout in pounds sterling, in pence.'),
  ('payout_minimum_jpy', 1000, 0, 100000000, 'Smallest payout in yen, which have no smaller unit.'),
  ('payout_minimum_nok', 10000, 0, 100000000, 'Smallest payout in Norwegian kroner, in øre.'),
  ('payout_minimum_nzd', 1500, 0, 100000000, 'Smallest payout in New Zealand dollars, in cents.'),
  ('payout_minimum_pln', 4000, 0, 100000000, 'Smallest payout in zlotys, in groszy.'),
  ('payout_minimum_sek', 10000, 0, 100000000, 'Smallest payout in Swedish kronor, in öre.'),
  ('payout_minimum_usd', 1000, 0, 100000000, 'Smallest payout in US dollars, in cents.'),
  ('withdrawal_daily_limit', 3, 1, 100000, 'Withdrawals from a wallet within 24 hours.'),
  ('withdrawal_daily_maximum_amount', 100000000, 0, 1000000000000, 'What may be withdrawn from a wallet within 24 hours, as in a currency with two decimals.'),
  ('withdrawal_daily_maximum_jpy', 100000000, 0, 1000000000000, 'What may be withdrawn from a wallet in yen within 24 hours; yen have no smaller unit.'),
  ('invitation_expiry_days', 14, 1, 365, 'Days until a pending invitation expires.'),
  ('invitation_notice_hours', 48, 0, 8760, 'Hours before its expiry that an invitation is announced again.'),
  ('review_reminder_hours', 72, 1, 8760, 'Hours until a brand is reminded of a review.'),
  ('review_auto_approve_hours', 72, 1, 8760, 'Hours until a late review approves, where the campaign says so.'),
  ('campaign_end_notice_days', 3, 0, 365, 'Days before its end that a campaign is announced to end.'),
  ('due_date_notice_days', 3, 0, 365, 'Days before its due date that content is announced to be due.'),
  ('profile_nudge_days', 14, 1, 365, 'Days between reminders of an empty profile, and before the first.'),
  ('negotiation_max_rounds', 20, 1, 100, 'Offers about one invitation, of both sides together.'),
  ('low_budget_basis_points', 1000, 0, 10000, 'Rest of a budget below which the brand is told.'),
  ('deal_payment_hours', 72, 1, 720, 'Hours in which a brand pays for a milestone that is on.'),
  ('deal_start_days', 7, 1, 30, 'Days in which a creator starts once the money is held.'),
  ('deal_late_days', 14, 0, 30, 'Days after the due date of a milestone in which work may still come.'),
  ('deal_restart_days', 7, 1, 30, 'Days for a revision, at least.'),
  ('deal_review_hours', 72, 24, 336, 'Hours for a review of work on a deal without a gig; then it is approved.'),
  ('deal_rejection_days', 7, 1, 14, 'Days in which a creator answers a rejection; then the brand is refunded.'),
  ('gig_application_days', 14, 1, 90, 'Days until an application that nobody answers expires.'),
  ('deal_offer_days', 7, 1, 30, 'Days until a direct offer expires.'),
  ('deal_cancellation_hours', 72, 1, 720, 'Hours in which the other side may agree to cancel a deal.'),
  ('deal_answer_days', 5, 1, 5, 'Days in which the other side answers a dispute of a deal.'),
  ('deal_decision_days', 14, 6, 14, 'Days after its opening in which a dispute of a deal is decided; then a rule decides.'),
  ('deal_appeal_days', 2, 1, 2, 'Days in which each side may appeal against a decision.'),
  ('deal_appeal_decision_days', 5, 1, 5, 'Days after an appeal in which it is decided; then the first decision stands.'),
  ('deal_dispute_days', 67, 30, 67, 'Days after its money was held until which a deal may be disputed.'),
  ('deal_dispute_message_limit', 100, 1, 1000, 'Messages of each side in a dispute of a deal.'),
  ('deal_hold_days', 60, 30, 60, 'Days that money is held for a milestone; then it goes where its status says.'),
  ('deal_hold_notice_days', 45, 1, 59, 'Days after which both sides are told how long money is still held.'),
  ('deal_restore_days', 3, 1, 14, 'Days in which a creator restores a post that should have stayed.'),
  ('gig_open_days', 60, 1, 60, 'Days that a gig is open where it does not say how long.'),
  ('gig_open_limit', 200, 1, 100000, 'Gigs of a brand that are open or paused at once.'),
  ('gig_daily_limit', 100, 1, 100000, 'Gigs that a brand writes a day.'),
  ('deal_offer_daily_limit', 50, 1, 100000, 'Direct offers that a brand makes a day.'),
  ('gig_application_daily_limit', 50, 1, 100000, 'Applications that a creator writes a day.'),
  ('gig_claim_limit', 20, 1, 100000, 'Claimed deals of a creator that run at once.'),
  ('direct_messages_need_connection', 1, 0, 1, 'Whether a brand and a creator write to each other directly only where a deal, an invitation or an application connects them: 1 for yes, 0 for no.'),
  ('conversation_closing_days', 30, 1, 365, 'Days after the end of what it is about that a conversation is closed.'),
  ('aged_deposit_days', 75, 1, 730, 'Days after which a deposit whose money still lies with us is listed: Stripe pays out what it holds after 90, of some countries after others.'),
  ('blocked_attempt_hourly_limit', 60, 1, 100000, 'Blocked attempts of an actor that are written down an hour.'),
  ('blocked_attempt_retention_days', 365, 30, 3650, 'Days that blocked attempts are kept.'),
  ('message_retention_days', 1095, 30, 3650, 'Days that messages are kept after their conversation is closed; of one without a subject, after its last message.'),
  ('message_mail_minutes', 10, 1, 1440, 'Minutes that a message is unread before its reader is mailed that it waits.'),
  ('tracking_retention_days', 90, 1, 3650, 'Days that raw tracking events are kept: no fewer than those in which an order of a click is credited and reported.'),
  ('conversion_window_days', 30, 1, 365, 'Days between a click and an order that is credited to it.'),
  ('conversion_report_days', 30, 1, 365, 'Days after an order in which it may be reported.'),
  ('conversion_lock_days', 90, 1, 3650, 'Days after an order in which it may be corrected or refunded.'),
  ('rate_anonymous_hour', 100, 10, 1000000, 'Requests an hour of an address without a token.'),
  ('rate_anonymous_burst', 10, 1, 1000000, 'Requests at once of an address without a token.'),
  ('rate_authenticated_hour', 1000, 100, 1000000, 'Requests an hour of somebody who is signed in.'),
  ('rate_authenticated_burst', 100, 10, 1000000, 'Requests at once of somebody who is signed in.'),
  ('rate_premium_hour', 5000, 100, 1000000, 'Requests an hour of somebody of the tier premium.'),
  ('rate_premium_burst', 500, 10, 1000000, 'Requests at once of somebody of the tier premium.')
) as known (key, default_value, minimum, maximum, description);
end;

comment on function app.setting_definitions() is 'Every known setting: default, range, meaning. All are whole numbers.';

grant execute on function app.setting_definitions() to admin, service, app_internal;
