-- migrate:up
set local lock_timeout = '3s';

-- Where a person is told what happens: a channel whose name nobody else knows. An open connection cannot be cut, so whoever
-- is to hear no more stays with a name to which nothing is said.
create table realtime_channels (
  user_id uuid constraint realtime_channels_pkey primary key
  constraint realtime_channels_belong_to_a_user references auth.users (id) on delete cascade,
  key text not null default app.draw_channel_key(),
  renewed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint realtime_channels_have_a_key_of_their_own unique (key),
  constraint realtime_channels_key_is_drawn check (key ~ '^[0-9A-Za-z]{22}$')
);
alter table realtime_channels enable row level security;
alter table realtime_channels force row level security;
create policy realtime_channels_service on realtime_channels for select to service using (true);
create policy realtime_channels_internal on realtime_channels to app_internal using (true) with check (true);
grant select on realtime_channels to service;
grant select, insert, update, delete on realtime_channels to app_internal;
-- NOTE: people learn their own key from app.channel_key; administrators learn none: who knows it could listen.
comment on table realtime_channels is
'The name of each person''s channel is /users/{user_id}/{key}; the key is renewed when sign-ins end (app.new_channel_key).';

-- Accounts of before; later ones get theirs when they are made.
alter table auth.users no force row level security;
alter table realtime_channels no force row level security;
insert into realtime_channels (user_id)
select u.id from auth.users as u
where u.status <> 'deleted';
alter table realtime_channels force row level security;
alter table auth.users force row level security;

-- migrate:down
set local lock_timeout = '3s';
drop table realtime_channels;
