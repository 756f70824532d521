-- migrate:up
set local lock_timeout = '3s';

-- One day (UTC) of an agent; each night the last three are counted anew.
create table agent_metrics (
  agent_user_id uuid not null
  constraint agent_metrics_belong_to_an_agent references agent_profiles (user_id) on delete restrict,
  day date not null,
  clicks integer not null default 0,
  signups integer not null default 0,
  active integer not null default 0,
  deals integer not null default 0,
  created_at timestamptz not null default now(),
  constraint agent_metrics_pkey primary key (agent_user_id, day),
  constraint agent_metrics_count_up check (least(clicks, signups, active, deals) >= 0)
);
alter table agent_metrics enable row level security;
alter table agent_metrics force row level security;
create index agent_metrics_by_day on agent_metrics (day);
create policy agent_metrics_own on agent_metrics for select to authenticated using (agent_user_id = (select auth.uid()));
create policy agent_metrics_admin on agent_metrics for select to admin using (true);
create policy agent_metrics_service on agent_metrics for select to service using (true);
create policy agent_metrics_internal on agent_metrics to app_internal using (true) with check (true);
grant select on agent_metrics to authenticated, admin, service;
grant select, insert, update, delete on agent_metrics to app_internal;
comment on table agent_metrics is
'Clicks on an agent''s links, sign-ups, referred people with a deal released in the 90 days before (active), deals released; per UTC day.';

create table agent_money_metrics (
  agent_user_id uuid not null
  constraint agent_money_metrics_belong_to_an_agent references agent_profiles (user_id) on delete restrict,
  day date not null,
  currency text not null,
  gmv bigint not null default 0,
  commission bigint not null default 0,
  created_at timestamptz not null default now(),
  constraint agent_money_metrics_pkey primary key (agent_user_id, day, currency),
  constraint agent_money_metrics_currency_is_iso check (currency ~ '^[a-z]{3}$')
);
alter table agent_money_metrics enable row level security;
alter table agent_money_metrics force row level security;
create index agent_money_metrics_by_day on agent_money_metrics (day);
create policy agent_money_metrics_own on agent_money_metrics for select to authenticated using (agent_user_id = (select auth.uid()));
create policy agent_money_metrics_admin on agent_money_metrics for select to admin using (true);
create policy agent_money_metrics_service on agent_money_metrics for select to service using (true);
create policy agent_money_metrics_internal on agent_money_metrics to app_internal using (true) with check (true);
grant select on agent_money_metrics to authenticated, admin, service;
grant select, insert, update, delete on agent_money_metrics to app_internal;
comment on table agent_money_metrics is
'What referred people''s deals came to (gmv: prices and fees) and the agent''s commissions less what was taken back, in minor units; per UTC day.';

-- The leaderboard as it was last night. Ties share a rank.
create table agent_rankings (
  period text not null,
  metric text not null,
  currency text not null,
  agent_user_id uuid not null
  constraint agent_rankings_are_of_an_agent references agent_profiles (user_id) on delete restrict,
  rank integer not null,
  place integer not null,
  value bigint not null,
  since date,
  until date not null,
  created_at timestamptz not null default now(),
  constraint agent_rankings_pkey primary key (period, metric, currency, agent_user_id),
  constraint agent_rankings_period_is_known check (period in ('week', 'month', 'quarter', 'year', 'all')),
  constraint agent_rankings_metric_is_known check (metric in ('commission', 'signups', 'active', 'deals')),
  constraint agent_rankings_currency_is_of_money check ((metric = 'commission') = (currency ~ '^[a-z]{3}$') and (metric = 'commission' or currency = '')),
  constraint agent_rankings_begin_with_one check (rank between 1 and place),
  constraint agent_rankings_count_something check (value > 0),
  constraint agent_rankings_span_runs_forwards check ((period = 'all') = (since is null) and since <= until)
);
alter table agent_rankings enable row level security;
alter table agent_rankings force row level security;
create unique index agent_ranking_has_a_place_of_its_own on agent_rankings (period, metric, currency, place);
create index agent_rankings_of_an_agent on agent_rankings (agent_user_id);
create policy agent_rankings_admin on agent_rankings for select to admin using (true);
create policy agent_rankings_service on agent_rankings for select to service using (true);
create policy agent_rankings_internal on agent_rankings to app_internal using (true) with check (true);
grant select on agent_rankings to admin, service;
grant select, insert, update, delete on agent_rankings to app_internal;
-- NOTE: people read it by a function, which shows names of those alone who want it.
comment on table agent_rankings is
'The leaderboard per period (days since..until, UTC; all: since NULL) and metric, and per currency where it is money; written each '
'night. rank is shared by ties, place is not: pages go by it. Who has nothing has no row.';

-- migrate:down
set local lock_timeout = '3s';
drop table agent_rankings;
drop table agent_money_metrics;
drop table agent_metrics;
