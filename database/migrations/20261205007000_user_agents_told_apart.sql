-- migrate:up
set local lock_timeout = '3s';

-- A click of before may have been counted by what was thought of its user agent then.
alter table user_agents add column told_apart_at timestamptz;
comment on column user_agents.told_apart_at is
'When another edition took it for a program instead of a person, or the other way round; NULL: never.';

-- migrate:down
set local lock_timeout = '3s';
alter table user_agents drop column told_apart_at;
