-- migrate:up
set local lock_timeout = '3s';

-- Who may read a trigger reads how far its backfill is; what went wrong is for administrators.
alter table reward_triggers add constraint reward_trigger_is_of_its_brand unique (id, version, brand_id);
alter table reward_backfills
add column brand_id uuid,
add constraint reward_backfills_belong_to_a_brand foreign key (brand_id) references brand_profiles (id) on delete restrict,
add constraint reward_backfills_are_of_the_brand_of_a_trigger foreign key (trigger_id, version, brand_id)
references reward_triggers (id, version, brand_id) on delete restrict;
create index reward_backfills_of_a_brand on reward_backfills (brand_id) where brand_id is not null;
create index reward_backfills_of_a_trigger on reward_backfills (trigger_id, version, brand_id) where brand_id is not null;
create policy reward_backfills_brand on reward_backfills for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
grant select (
  id, brand_id, trigger_id, version, status, live_at, cursor_at, facts, awards, requested_by, finished_at, created_at, updated_at
) on reward_backfills to authenticated;
-- A backfill tells at its end of what it granted, once a person.
create index reward_awards_untold on reward_awards (trigger_id, version, user_id)
where told_at is null and status in ('granted', 'claimed', 'fulfilled');

-- migrate:down
set local lock_timeout = '3s';
drop index reward_awards_untold;
revoke select (
  id, brand_id, trigger_id, version, status, live_at, cursor_at, facts, awards, requested_by, finished_at, created_at, updated_at
) on reward_backfills from authenticated;
drop policy reward_backfills_brand on reward_backfills;
alter table reward_backfills drop column brand_id;
alter table reward_triggers drop constraint reward_trigger_is_of_its_brand;
