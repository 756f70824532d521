-- Row and message together: pending without a message would wait for ever.
create or replace function app.retry_delivery(delivery_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  found_status constant text := (
    select d.status from public.notification_deliveries as d where d.id = retry_delivery.delivery_id for update
  );
begin
  if found_status is null then
    raise exception using errcode = 'IG003', message = 'no such delivery', detail = '{}';
  elsif found_status <> 'failed' then
    raise exception using errcode = 'IN001', message = 'only a failed delivery is sent again',
      detail = jsonb_build_object('from', found_status, 'to', 'pending')::text;
  end if;
  update public.notification_deliveries as d
  set status = 'pending', attempts = 0, next_attempt_at = now(), error = null
  where d.id = retry_delivery.delivery_id;
  insert into public.outbox (topic, payload)
  values ('notification.email', jsonb_build_object('delivery_id', retry_delivery.delivery_id));
end
$$;

comment on function app.retry_delivery(uuid) is
'A failed delivery is pending again, with a fresh message for the worker. Raises IG003, IN001 (it did not fail).';

grant execute on function app.retry_delivery(uuid) to admin;
