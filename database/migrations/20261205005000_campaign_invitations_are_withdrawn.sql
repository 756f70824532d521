-- migrate:up
set local lock_timeout = '3s';

-- A brand takes an invitation back that nobody has answered.
alter table campaign_invitations
add column withdrawn_at timestamptz,
drop constraint campaign_invitations_status_is_known,
add constraint campaign_invitations_status_is_known
check (status in ('pending', 'accepted', 'declined', 'expired', 'withdrawn')),
add constraint campaign_invitations_withdrawal_has_its_time
check ((status = 'withdrawn') = (withdrawn_at is not null));
drop trigger status_machine on campaign_invitations;
create trigger status_machine before update of status on campaign_invitations
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC002', '{"pending": ["accepted", "declined", "expired", "withdrawn"]}'
);
comment on column campaign_invitations.withdrawn_at is 'When the brand took it back; NULL where it did not.';

-- migrate:down
set local lock_timeout = '3s';
drop trigger status_machine on campaign_invitations;
alter table campaign_invitations no force row level security;
update campaign_invitations set status = 'expired', withdrawn_at = null
where status = 'withdrawn';
alter table campaign_invitations force row level security;
create trigger status_machine before update of status on campaign_invitations
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC002', '{"pending": ["accepted", "declined", "expired"]}'
);
alter table campaign_invitations
drop constraint campaign_invitations_withdrawal_has_its_time,
drop constraint campaign_invitations_status_is_known,
add constraint campaign_invitations_status_is_known
check (status in ('pending', 'accepted', 'declined', 'expired')),
drop column withdrawn_at;
