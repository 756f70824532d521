-- migrate:up
set local lock_timeout = '3s';

-- People see why no mail reaches them and may undo what they did themselves; administrators give a delivery that
-- failed another try. The tables stay closed: what a person may do to a row that names an address is a function.

create policy notification_unsubscribes_own_address on notification_unsubscribes to app_internal
using (true) with check (true);
grant select, delete on notification_unsubscribes to app_internal;
grant update (status, attempts, next_attempt_at, error) on notification_deliveries to app_internal;

-- The list of dead letters must not be found among millions that were sent.
create index notification_deliveries_by_status on notification_deliveries (status, id desc);

set local role app_internal;

create function app.own_suppressions() returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(s.reason order by s.reason), '{}')
  from public.notification_unsubscribes as s
  inner join auth.users as u on u.email = s.email
  where u.id = auth.uid()
$$;
comment on function app.own_suppressions() is 'Why no mail goes to the address of the user who asks; empty: it goes.';

create function app.resubscribe() returns boolean
language sql security definer set search_path = '' as $$
  with lifted as (
    delete from public.notification_unsubscribes as s
    using auth.users as u
    where u.id = auth.uid() and s.email = u.email and s.reason = 'unsubscribed'
    returning 1
  )
  select exists (select from lifted)
$$;
comment on function app.resubscribe() is
'The user who asks wants mail again; whether they had unsubscribed. What the provider reported stays.';

create function app.retry_delivery(delivery_id uuid) returns void
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

grant execute on function app.own_suppressions(), app.resubscribe() to authenticated, admin;
grant execute on function app.retry_delivery(uuid) to admin;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.retry_delivery(uuid);
drop function app.resubscribe();
drop function app.own_suppressions();
reset role;
drop index notification_deliveries_by_status;
revoke update (status, attempts, next_attempt_at, error) on notification_deliveries from app_internal;
revoke select, delete on notification_unsubscribes from app_internal;
drop policy notification_unsubscribes_own_address on notification_unsubscribes;
