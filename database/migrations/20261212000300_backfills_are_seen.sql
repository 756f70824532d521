-- migrate:up
set local lock_timeout = '3s';

-- Who may read a trigger reads how far its backfill is; what went wrong is for administrators.
create policy reward_backfills_brand on reward_backfills for select to authenticated
using (exists (
  select from reward_triggers as t
  where t.id = reward_backfills.trigger_id and t.version = reward_backfills.version
    and t.brand_id = any((select auth.brand_ids())::uuid[])
));
grant select (
  id, trigger_id, version, status, live_at, cursor_at, facts, awards, requested_by, finished_at, created_at, updated_at
) on reward_backfills to authenticated;
-- A backfill tells at its end of what it granted, once a person.
create index reward_awards_untold on reward_awards (trigger_id, version, user_id)
where told_at is null and status in ('granted', 'claimed', 'fulfilled');

-- migrate:down
set local lock_timeout = '3s';
drop index reward_awards_untold;
revoke select (
  id, trigger_id, version, status, live_at, cursor_at, facts, awards, requested_by, finished_at, created_at, updated_at
) on reward_backfills from authenticated;
drop policy reward_backfills_brand on reward_backfills;
