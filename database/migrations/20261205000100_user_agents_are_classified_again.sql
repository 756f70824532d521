-- migrate:up
set local lock_timeout = '3s';

-- By which rules and lists a row was classified (those of before: by unknown ones), so that a newer list reaches it;
-- and when somebody last had it, so that strings which no event holds any more go.
alter table user_agents add column edition text not null default '',
add column last_seen_on date not null default (now() at time zone 'UTC')::date,
drop constraint user_agents_device_is_known,
add constraint user_agents_device_is_known
check (device in ('desktop', 'mobile', 'tablet', 'tv', 'bot', 'unknown'));
grant update, delete on user_agents to service;
grant select, update on user_agents to app_internal;
create policy user_agents_seen on user_agents for update to app_internal using (true) with check (true);

-- migrate:down
set local lock_timeout = '3s';
drop policy user_agents_seen on user_agents;
revoke update on user_agents from app_internal;
revoke update, delete on user_agents from service;
update user_agents set device = 'unknown'
where device = 'tv';
alter table user_agents drop constraint user_agents_device_is_known,
add constraint user_agents_device_is_known
check (device in ('desktop', 'mobile', 'tablet', 'bot', 'unknown')),
drop column last_seen_on,
drop column edition;
