-- What takes money back, bars a person or pays one stands in the audit log, as it was written.
select 'earnings' as resource_type, e.id::text as resource_id
from earnings as e
where e.kind = 'clawback' and not exists (
  select from audit_logs as a
  where a.resource_type = 'earnings' and a.resource_id = e.id::text and a.action = 'earnings.insert'
)
union all
select 'users', u.id::text
from auth.users as u
where u.status in ('suspended', 'banned') and not exists (
  select from audit_logs as a
  where a.resource_type = 'users' and a.resource_id = u.id::text
    and a.metadata -> 'after' ->> 'status' = u.status
)
union all
select 'payouts', p.id::text
from payouts as p
where p.status = 'paid' and not exists (
  select from audit_logs as a
  where a.resource_type = 'payouts' and a.resource_id = p.id::text and a.metadata -> 'after' ->> 'status' = 'paid'
);
