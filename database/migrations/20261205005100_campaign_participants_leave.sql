-- migrate:up
set local lock_timeout = '3s';

-- Who goes by themselves is not who was removed.
alter table campaign_participants
add column left_at timestamptz,
add constraint campaign_participants_who_left_take_part_no_more check (left_at is null or status <> 'active');
comment on column campaign_participants.left_at is
'When the creator left by themselves; NULL for who takes part, is done, or was removed.';
comment on column campaign_participants.removal_reason is 'Why the brand removed the creator, or why the creator left.';

-- migrate:down
set local lock_timeout = '3s';
alter table campaign_participants drop column left_at;
comment on column campaign_participants.removal_reason is null;
