-- migrate:up
set local lock_timeout = '3s';

-- What the provider took is not always sent: it tells us later that a quota was reached, or that it keeps a list.
drop trigger status_machine on notification_deliveries;
create trigger status_machine before update of status on notification_deliveries
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IN001', '{
    "pending": ["sent", "suppressed", "failed", "held"], "held": ["pending", "digested"], "failed": ["pending"],
    "sent": ["pending", "suppressed", "failed"]
  }'
);
comment on table notification_deliveries is
'Deliveries of notifications. pending → sent, suppressed, failed, or held for a digest; held → digested, or pending as the '
'one whose mail tells all; sent → pending, suppressed or failed where the provider says so afterwards.';

-- migrate:down
set local lock_timeout = '3s';
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
