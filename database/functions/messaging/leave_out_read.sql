-- Looked at when a mail is planned for the first time, and kept with it: a batch that goes out again must be the same.
create or replace function app.leave_out_read(message_ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = '' as $$
begin
  with told as (
    select o.id, d.id as delivery_id, app.still_waits(n) as is_wanted
    from public.outbox as o
    inner join public.notification_deliveries as d
      on d.id = (o.payload ->> 'delivery_id')::uuid or d.told_by = (o.payload ->> 'delivery_id')::uuid
    inner join public.notifications as n on n.id = d.notification_id
    where o.id = any(message_ids) and o.topic = 'notification.email' and not o.payload ? 'left_out'
      and n.type = 'messages_waiting'
  )
  update public.outbox as o set payload = o.payload || jsonb_build_object('left_out', t.left_out)
  from (
    select told.id, coalesce(jsonb_agg(told.delivery_id) filter (where not told.is_wanted), '[]') as left_out
    from told group by told.id
  ) as t
  where o.id = t.id;
  return array(
    select l.delivery_id::uuid
    from public.outbox as o cross join lateral jsonb_array_elements_text(o.payload -> 'left_out') as l (delivery_id)
    where o.id = any(message_ids) and o.payload ? 'left_out'
  );
end
$$;

comment on function app.leave_out_read(uuid[]) is
'Of messages of the outbox that are about to be mailed, the deliveries whose messages were read meanwhile, or are wanted no '
'more; as they were when each was planned first.';

grant execute on function app.leave_out_read(uuid[]) to service;
