-- In the transaction of the notification: what was rolled back is not sent, what was committed is not forgotten.
create or replace function app.queue_deliveries() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  with queued as (
    insert into public.notification_deliveries (id, notification_id, channel)
    select uuidv7(), n.id, 'email'
    from new_rows as n
    left join public.notification_preferences as p
      on p.user_id = n.user_id and p.category = n.category and p.channel = 'email'
    where coalesce(p.enabled, true)
    returning id
  )
  insert into public.outbox (topic, payload, deduplication_key)
  select 'notification.email', jsonb_build_object('delivery_id', q.id), q.id::text
  from queued as q;
  return null;
end
$$;

comment on function app.queue_deliveries() is
'AFTER INSERT on notifications, statement level: e-mails to those who want them, through the outbox.';

grant execute on function app.queue_deliveries() to app_owner;

create or replace trigger queue_deliveries after insert on notifications
referencing new table as new_rows
for each statement execute function app.queue_deliveries();
