-- In the transaction of the notification: what was rolled back is not sent, what was committed is not forgotten.
-- A negotiation goes to and fro within minutes: its mail waits a little, and only the last step of that time is told.
create or replace function app.queue_deliveries() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  patience constant interval := interval '5 minutes';
  -- A mail waits no longer than that: what is older is out, or in hand. A constant, so that the index is used.
  oldest constant uuid := uuidv7(-patience);
begin
  with told as (
    select n.id, n.user_id, case when n.type like 'negotiation\_%' then n.metadata ->> 'invitation_id' end as talk
    from new_rows as n
    left join public.notification_preferences as p
      on p.user_id = n.user_id and p.category = n.category and p.channel = 'email'
    where coalesce(p.enabled, true)
  ),
  overtaken as (
    update public.notification_deliveries as d
    set status = 'suppressed', error = 'A later step of the negotiation is told instead.'
    from told as t
    inner join public.notifications as n
      on n.user_id = t.user_id and n.id > oldest and n.metadata ->> 'invitation_id' = t.talk
    inner join public.outbox as o on o.topic = 'notification.email' and o.processed_at is null
    where t.talk is not null and n.type like 'negotiation\_%' and d.notification_id = n.id and d.status = 'pending'
      and o.deduplication_key = d.id::text and not o.payload ? 'batch'
    returning t.id, o.available_at
  ),
  queued as (
    insert into public.notification_deliveries (id, notification_id, channel, next_attempt_at)
    select
      uuidv7(), t.id, 'email',
      case when t.talk is null then now() else coalesce(
        (select min(o.available_at) from overtaken as o where o.id = t.id), now() + patience
      ) end
    from told as t
    returning id, next_attempt_at
  )
  insert into public.outbox (topic, payload, deduplication_key, available_at)
  select 'notification.email', jsonb_build_object('delivery_id', q.id), q.id::text, q.next_attempt_at
  from queued as q;
  return null;
end
$$;

comment on function app.queue_deliveries() is
'AFTER INSERT on notifications, statement level: e-mails to those who want them, through the outbox; of a negotiation the '
'last step within five minutes.';

grant execute on function app.queue_deliveries() to app_owner;

create or replace trigger queue_deliveries after insert on notifications
referencing new table as new_rows
for each statement execute function app.queue_deliveries();
