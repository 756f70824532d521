-- owner: app_owner
-- One list of what the system has given up, with the policies of whoever asks: administrators see all of it. A message
-- that carried a code has lost it, and whoever waited for it asks for a new one: it can be put away, not sent again.
create or replace view public.failures with (security_invoker = true) as
select
  'message' as kind,
  m.id::text as failure_id,
  m.topic as subject,
  m.last_error as error,
  m.attempts,
  m.created_at as begun_at,
  m.topic <> 'email' as can_be_retried
from public.outbox as m
where m.processed_at is null and m.available_at = 'infinity'
union all
select
  'delivery' as kind,
  d.id::text as failure_id,
  d.channel as subject,
  d.error,
  d.attempts,
  d.created_at as begun_at,
  true as can_be_retried
from public.notification_deliveries as d
where d.status = 'failed'
union all
select
  'stripe_event' as kind,
  e.id as failure_id,
  e.type as subject,
  e.error,
  e.attempts,
  e.created_at as begun_at,
  true as can_be_retried
from public.stripe_events as e
where e.status = 'failed';

comment on view public.failures is
'What was given up after its last attempt: messages of the outbox, mails of notifications, events of Stripe.';

grant select on public.failures to admin;
