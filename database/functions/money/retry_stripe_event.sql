-- Handlers apply what Stripe says now: to drive an event once more books nothing twice.
create or replace function app.retry_stripe_event(event_id text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  found_status constant text := (
    select e.status from public.stripe_events as e where e.id = retry_stripe_event.event_id for update
  );
begin
  if found_status is null then
    raise exception using errcode = 'IG003', message = 'no such event', detail = '{}';
  elsif found_status not in ('failed', 'ignored') then
    raise exception using errcode = 'IM025', message = 'only an event that came to nothing is tried again',
      detail = jsonb_build_object('from', found_status, 'to', 'received')::text;
  end if;
  update public.stripe_events as e set status = 'received', available_at = now(), processed_at = null
  where e.id = retry_stripe_event.event_id;
  insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
  values (
    auth.uid(), 'stripe_events.retry', 'stripe_events', retry_stripe_event.event_id,
    app.audit_context() || jsonb_build_object('from', found_status)
  );
end
$$;

comment on function app.retry_stripe_event(text) is
'An event of Stripe that failed or was ignored is due again, with its count of attempts going on; in the audit log. '
'Raises IG003, IM025 (it waits, or is processed).';

grant execute on function app.retry_stripe_event(text) to admin;
