-- migrate:up
set local lock_timeout = '3s';

alter table social_accounts add column asked_scopes text[] not null default '{}';
grant select (asked_scopes) on social_accounts to authenticated, admin;
comment on column social_accounts.asked_scopes is
'What the person was asked for. What stands here and not in scopes was left out.';

-- migrate:down
set local lock_timeout = '3s';
alter table social_accounts drop column asked_scopes;
