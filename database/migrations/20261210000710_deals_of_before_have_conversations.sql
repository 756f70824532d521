-- migrate:up
set local lock_timeout = '3s';

-- The job that closes what is over walks what is open.
create index conversations_about_something on conversations (id) where closed_at is null and subject_id is not null;

-- Deals that run, and offers that wait, have a conversation from now on (app.open_deal_conversations).
set local role app_internal;
insert into conversations (kind, brand_id, person_user_id, subject_id, created_by)
select
  'deal' as kind,
  brand_id,
  creator_user_id,
  id as subject_id,
  created_by
from deals
where closed_at is null
on conflict do nothing;
reset role;

-- migrate:down
set local lock_timeout = '3s';
drop index conversations_about_something;
