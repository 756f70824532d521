-- migrate:up
set local lock_timeout = '3s';

-- Who made us tell: a person who acts for themselves or a brand. Neither the service nor an administrator is limited.
alter table notifications
add column caused_by uuid,
add column deduplication_key text,
add constraint notifications_deduplication_key_fits check (length(deduplication_key) between 1 and 200);
alter table notifications
alter column caused_by set default (case when not auth.is_privileged() then auth.uid() end);
create unique index notification_is_told_once on notifications (user_id, deduplication_key)
where deduplication_key is not null;
comment on column notifications.caused_by is
'The person whose act was told; NULL where nobody''s was. How much one of them mails another has a limit.';

-- What is above the limit is held, and told the next day in one mail: that of the first delivery among them.
alter table notification_deliveries add column told_by uuid
constraint notification_deliveries_are_told_by_a_delivery references notification_deliveries (id) on delete set null,
drop constraint notification_deliveries_status_is_known,
add constraint notification_deliveries_status_is_known
check (status in ('pending', 'held', 'digested', 'sent', 'suppressed', 'failed')),
add constraint notification_deliveries_digested_name_their_mail check (told_by is null or status = 'digested');
create index notification_deliveries_told_by on notification_deliveries (told_by) where told_by is not null;
create index notification_deliveries_held on notification_deliveries (next_attempt_at) where status = 'held';
drop trigger status_machine on notification_deliveries;
create trigger status_machine before update of status on notification_deliveries
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IN001', '{
    "pending": ["sent", "suppressed", "failed", "held"], "held": ["pending", "digested"], "failed": ["pending"]
  }'
);
comment on table notification_deliveries is
'Deliveries of notifications. pending → sent, suppressed, failed, or held for a digest; held → digested, or pending as the '
'one whose mail tells all.';
grant update (told_by) on notification_deliveries to app_internal;
grant update (payload) on outbox to app_internal;

-- No administrator did this: nothing for the audit log.
alter table rate_classes no force row level security, disable trigger audit_insert;
insert into rate_classes (key, per, rate, hours, burst) values
('notification', 'cause', 20, 24, 20), ('notification', 'recipient', 60, 24, 60),
('account_mail', 'recipient', 20, 24, 20);
alter table rate_classes force row level security, enable trigger audit_insert;

-- migrate:down
set local lock_timeout = '3s';
alter table rate_classes no force row level security, disable trigger audit_delete;
delete from rate_classes
where key in ('notification', 'account_mail');
alter table rate_classes force row level security, enable trigger audit_delete;
revoke update (payload) on outbox from app_internal;
alter table notification_deliveries no force row level security;
alter table notification_deliveries disable trigger user;
update notification_deliveries set status = 'suppressed', told_by = null
where status in ('held', 'digested');
alter table notification_deliveries enable trigger user;
alter table notification_deliveries force row level security;
drop trigger status_machine on notification_deliveries;
create trigger status_machine before update of status on notification_deliveries
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IN001', '{"pending": ["sent", "suppressed", "failed"], "failed": ["pending"]}'
);
comment on table notification_deliveries is 'Deliveries of notifications. pending → sent, suppressed or failed.';
alter table notification_deliveries
drop constraint notification_deliveries_status_is_known,
add constraint notification_deliveries_status_is_known
check (status in ('pending', 'sent', 'suppressed', 'failed')),
drop column told_by;
drop index notification_deliveries_held;
alter table notifications drop column deduplication_key, drop column caused_by;
