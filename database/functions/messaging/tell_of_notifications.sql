-- A statement that tells ten thousand people is a hundred rows; who is told twice in it hears of the last.
create or replace function app.tell_of_notifications() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.queue_event(jsonb_build_object('type', 'notification.created', 'notification_ids', jsonb_agg(n.id)))
  from (
    select last.id, (row_number() over (order by last.user_id) - 1) / 100 as part
    from (
      select distinct on (r.user_id) r.user_id, r.id from new_rows as r order by r.user_id, r.id desc
    ) as last
  ) as n
  group by n.part;
  return null;
end
$$;

comment on function app.tell_of_notifications() is
'AFTER INSERT on notifications, statement level: events notification.created, for a hundred people each.';

grant execute on function app.tell_of_notifications() to app_owner;

create or replace trigger tell_of_notifications after insert on notifications
referencing new table as new_rows
for each statement execute function app.tell_of_notifications();
