-- migrate:up
set local lock_timeout = '3s';

-- What the platform was used for, day by day, for its administrators.
create table platform_analytics (
  date date constraint platform_analytics_pkey primary key,
  total_users integer not null default 0,
  total_artists integer not null default 0,
  total_influencers integer not null default 0,
  active_users_daily integer not null default 0,
  jobs_created integer not null default 0,
  jobs_closed integer not null default 0,
  total_influencer_claims integer not null default 0,
  system_events_logged integer not null default 0,
  escrow_events_logged integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint platform_analytics_count_from_zero check (
    least(
      total_users, total_artists, total_influencers, active_users_daily, jobs_created, jobs_closed,
      total_influencer_claims, system_events_logged, escrow_events_logged
    ) >= 0
  )
);
alter table platform_analytics enable row level security;
alter table platform_analytics force row level security;
create trigger touch_updated_at before update on platform_analytics
for each row execute function app.touch_updated_at();
create policy platform_analytics_admin on platform_analytics for select to admin using (true);
create policy platform_analytics_service on platform_analytics to service using (true) with check (true);
grant select on platform_analytics to admin, service;
grant insert (
  date, total_users, total_artists, total_influencers, active_users_daily, jobs_created, jobs_closed,
  total_influencer_claims, system_events_logged, escrow_events_logged
), update (
  total_users, total_artists, total_influencers, active_users_daily, jobs_created, jobs_closed,
  total_influencer_claims, system_events_logged, escrow_events_logged
) on platform_analytics to service;
-- NOTE: the job marketplace-analytics writes; nobody deletes.
comment on table platform_analytics is
'Figures of the platform by day (UTC): app.count_platform_days says what each counts. Users as of the end of the day.';
comment on column platform_analytics.updated_at is 'When the day was counted last.';

-- What the platform paid, gave back and earned, day by day and currency by currency.
create table financial_analytics (
  date date not null,
  currency text not null,
  total_payouts bigint not null default 0,
  payouts_count integer not null default 0,
  total_refunds bigint not null default 0,
  refunds_count integer not null default 0,
  platform_fees bigint not null default 0,
  net_revenue bigint not null default 0,
  largest_single_payout bigint not null default 0,
  largest_single_refund bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint financial_analytics_pkey primary key (date, currency),
  constraint financial_analytics_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint financial_analytics_count_from_zero check (
    least(
      total_payouts, payouts_count, total_refunds, refunds_count, platform_fees, largest_single_payout,
      largest_single_refund
    ) >= 0
  )
);
alter table financial_analytics enable row level security;
alter table financial_analytics force row level security;
create trigger touch_updated_at before update on financial_analytics
for each row execute function app.touch_updated_at();
create policy financial_analytics_admin on financial_analytics for select to admin using (true);
create policy financial_analytics_service on financial_analytics to service using (true) with check (true);
grant select on financial_analytics to admin, service;
grant insert (
  date, currency, total_payouts, payouts_count, total_refunds, refunds_count, platform_fees, net_revenue,
  largest_single_payout, largest_single_refund
), update (
  total_payouts, payouts_count, total_refunds, refunds_count, platform_fees, net_revenue, largest_single_payout,
  largest_single_refund
) on financial_analytics to service;
-- NOTE: the job marketplace-analytics writes; nobody deletes.
comment on table financial_analytics is
'Money by day (UTC) of its booking and by currency, in minor units: app.count_financial_days says what each figure is.';
comment on column financial_analytics.net_revenue is 'May be below zero: a day on which more went than came.';
comment on column financial_analytics.updated_at is 'When the day was counted last.';

-- migrate:down
set local lock_timeout = '3s';
drop table financial_analytics;
drop table platform_analytics;
