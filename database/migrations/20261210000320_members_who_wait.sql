-- migrate:up
set local lock_timeout = '3s';

-- Whom messages wait for: the few that nobody has looked at yet, and not all that have something unread.
alter table conversation_members add column waits_since timestamptz;
create index conversation_members_waiting on conversation_members (waits_since) where waits_since is not null;
comment on column conversation_members.waits_since is
'Since when something may wait that was neither read nor told by mail, or until when the job need not look; NULL: nothing.';

-- migrate:down
set local lock_timeout = '3s';
alter table conversation_members drop column waits_since;
