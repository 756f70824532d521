-- In the transaction of the notification: what was rolled back is not sent, what was committed is not forgotten.
-- A negotiation goes to and fro within minutes: its mail waits a little, and only the last step of that time is told.
-- What the clock tells a reader in one statement is one mail. Mail about messages is held at night, and behind the fourth of
-- a day.
create or replace function app.queue_deliveries() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  patience constant interval := interval '5 minutes';
  -- A mail waits no longer than that: what is older is out, or in hand. A constant, so that the index is used.
  oldest constant uuid := uuidv7(-patience);
begin
  with told as (
    select
      n.id, n.user_id, uuidv7() as delivery_id,
      case when n.type like 'negotiation\_%' then n.metadata ->> 'invitation_id' end as talk,
      -- What people cause is limited mail by mail (app.admit_mails).
      n.caused_by is not null or n.type like 'negotiation\_%' or n.category = 'messages' as alone,
      h.held_until,
      case when n.category = 'messages' then n.created_at else now() end as told_at
    from new_rows as n
    left join public.notification_preferences as p
      on p.user_id = n.user_id and p.category = n.category and p.channel = 'email'
    left join lateral app.messages_held_until(n.user_id, n.created_at) as h on n.category = 'messages'
    where coalesce(p.enabled, true)
  ),
  carried as (
    select
      t.*, case when t.alone then t.delivery_id else first_value(t.delivery_id) over together end as told_by
    from told as t
    window together as (partition by t.user_id, t.alone order by t.id)
  ),
  overtaken as (
    delete from public.outbox as o
    using told as t, public.notifications as n, public.notification_deliveries as d
    where t.talk is not null and n.user_id = t.user_id and n.id > oldest and n.metadata ->> 'invitation_id' = t.talk
      and n.type like 'negotiation\_%' and d.notification_id = n.id and d.status = 'pending'
      and o.topic = 'notification.email' and o.deduplication_key = d.id::text
      and o.processed_at is null and not o.payload ? 'batch'
    returning t.id, d.id as delivery_id, o.available_at
  ),
  suppressed as (
    update public.notification_deliveries as d
    set status = 'suppressed', error = 'A later step of the negotiation is told instead.'
    from overtaken as o where d.id = o.delivery_id
  ),
  queued as (
    insert into public.notification_deliveries (id, notification_id, channel, status, told_by, next_attempt_at)
    select
      c.delivery_id, c.id, 'email', case
        when c.told_by <> c.delivery_id then 'digested' when c.held_until is not null then 'held' else 'pending'
      end,
      nullif(c.told_by, c.delivery_id),
      case when c.talk is null then coalesce(c.held_until, c.told_at) else coalesce(
        (select min(o.available_at) from overtaken as o where o.id = c.id), now() + patience
      ) end
    from carried as c
    returning id, status, next_attempt_at
  )
  insert into public.outbox (topic, payload, deduplication_key, available_at)
  select 'notification.email', jsonb_build_object('delivery_id', q.id), q.id::text,
    case when c.talk is null then now() else q.next_attempt_at end
  from queued as q inner join carried as c on c.delivery_id = q.id where q.status = 'pending';
  return null;
end
$$;

comment on function app.queue_deliveries() is
'AFTER INSERT on notifications, statement level: e-mails to those who want them, through the outbox; of a negotiation the '
'last step within five minutes, of what nobody caused one mail for all that a statement tells a reader; about messages one '
'each, at night and behind the fourth of a day in the morning.';

grant execute on function app.queue_deliveries() to app_owner;

create or replace trigger queue_deliveries after insert on notifications
referencing new table as new_rows
for each statement execute function app.queue_deliveries();
