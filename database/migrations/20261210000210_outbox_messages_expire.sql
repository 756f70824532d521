-- migrate:up
set local lock_timeout = '3s';

-- What is said to open connections is a hint: after five minutes whoever was to hear it has asked for what is true.
alter table outbox
add column expires_at timestamptz,
add constraint outbox_hints_expire check ((topic = 'realtime') = (expires_at is not null));
comment on column outbox.expires_at is
'From then on the message is worth nothing, and deleted unsent; NULL: never. Only of the topic realtime, which is deleted when sent.';

-- migrate:down
set local lock_timeout = '3s';
-- Hints have no meaning without their end.
alter table outbox no force row level security;
delete from outbox
where topic = 'realtime';
alter table outbox force row level security;
alter table outbox drop constraint outbox_hints_expire, drop column expires_at;
