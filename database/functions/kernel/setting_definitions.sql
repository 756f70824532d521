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
  ('payout_minimum_amount', 1000, 0, 100000000, 'Smallest payout in a currency without a minimum of its own, in minor units.'),
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
  ('invitation_expiry_days', 14, 1, 365, 'Days until a pending invitation expires.'),
  ('invitation_notice_hours', 48, 0, 8760, 'Hours before its expiry that an invitation is announced again.'),
  ('review_reminder_hours', 72, 1, 8760, 'Hours until a brand is reminded of a review.'),
  ('review_auto_approve_hours', 72, 1, 8760, 'Hours until a late review approves, where the campaign says so.'),
  ('campaign_end_notice_days', 3, 0, 365, 'Days before its end that a campaign is announced to end.'),
  ('due_date_notice_days', 3, 0, 365, 'Days before its due date that content is announced to be due.'),
  ('profile_nudge_days', 14, 1, 365, 'Days between reminders of an empty profile, and before the first.'),
  ('negotiation_max_rounds', 20, 1, 100, 'Offers about one invitation, of both sides together.'),
  ('low_budget_basis_points', 1000, 0, 10000, 'Rest of a budget below which the brand is told.'),
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
