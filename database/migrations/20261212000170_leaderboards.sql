-- migrate:up
set local lock_timeout = '3s';

-- The first thousand as they were last night; where somebody stands is counted when they ask.
create table leaderboards (
  key text not null,
  period text not null,
  metric text not null,
  entries jsonb not null default '[]',
  people integer not null default 0,
  computed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint leaderboards_pkey primary key (key, period),
  constraint leaderboards_key_is_a_name check (key ~ '^[a-z0-9](-?[a-z0-9])*$' and length(key) <= 64),
  constraint leaderboards_period_is_one check (period ~ '^(all|[0-9]{4}-(W[0-9]{2}|[0-9]{2}))$'),
  constraint leaderboards_entries_are_a_list check (jsonb_typeof(entries) = 'array' and jsonb_array_length(entries) <= 1000),
  constraint leaderboards_count_people check (people >= 0)
);
alter table leaderboards enable row level security;
alter table leaderboards force row level security;
create policy leaderboards_admin on leaderboards for select to admin using (true);
create policy leaderboards_service on leaderboards for select to service using (true);
create policy leaderboards_internal on leaderboards to app_internal using (true) with check (true);
grant select on leaderboards to admin, service;
grant select, insert, update, delete on leaderboards to app_internal;
-- NOTE: people read it through a function, which names those alone who want to be named now.
comment on table leaderboards is 'The first thousand of a metric in a period, as of computed_at: user, rank, value; nobody''s name.';

-- Who wants to be named. Everybody else is a place without a name.
create table leaderboard_participants (
  user_id uuid constraint leaderboard_participants_pkey primary key
  constraint leaderboard_participants_are_users references auth.users (id) on delete restrict,
  created_at timestamptz not null default now()
);
alter table leaderboard_participants enable row level security;
alter table leaderboard_participants force row level security;
create policy leaderboard_participants_own on leaderboard_participants to authenticated
using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy leaderboard_participants_admin on leaderboard_participants for select to admin using (true);
create policy leaderboard_participants_service on leaderboard_participants for select to service using (true);
create policy leaderboard_participants_internal on leaderboard_participants to app_internal using (true) with check (true);
grant select, insert (user_id), delete on leaderboard_participants to authenticated;
grant select on leaderboard_participants to admin, service;
grant select, insert, delete on leaderboard_participants to app_internal;
comment on table leaderboard_participants is 'Who agreed to be named on leaderboards.';

-- migrate:down
set local lock_timeout = '3s';
drop table leaderboard_participants;
drop table leaderboards;
