-- migrate:up
set local lock_timeout = '3s';

-- What a user agent is, looked up once by a maintained library instead of at every click.
create table user_agents (
  user_agent text constraint user_agents_pkey primary key,
  device text not null,
  browser text not null,
  os text not null,
  is_bot boolean not null,
  created_at timestamptz not null default now(),
  constraint user_agents_fit check (length(user_agent) <= 512),
  constraint user_agents_device_is_known check (device in ('desktop', 'mobile', 'tablet', 'bot', 'unknown'))
);
alter table user_agents enable row level security;
alter table user_agents force row level security;
create index user_agents_of_bots on user_agents (user_agent) where is_bot;
create policy user_agents_readers on user_agents for select to authenticated, admin using (true);
create policy user_agents_service on user_agents to service using (true) with check (true);
create policy user_agents_internal on user_agents for select to app_internal using (true);
grant select on user_agents to authenticated, admin, app_internal;
grant select, insert on user_agents to service;
comment on table user_agents is 'Device, browser, system and bot flag of every user agent seen.';

-- migrate:down
set local lock_timeout = '3s';
drop table user_agents;
