-- One mail a day for all that was held, as nothing is held past the midnight (UTC) behind it. The first delivery of a
-- reader carries the others; that mail has waited, and is not limited again.
create or replace function app.gather_digests(as_of timestamptz, most_readers integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  gathered integer;
begin
  -- Two who gather at once would each make a mail of a part.
  perform pg_advisory_xact_lock(hashtextextended('gather digests', 0));
  -- Who lives elsewhere by now may be asleep there.
  update public.notification_deliveries as d set next_attempt_at = app.next_morning(as_of, z.name)
  from public.notifications as n cross join lateral app.time_zone_of(n.user_id) as z (name)
  where d.status = 'held' and d.next_attempt_at <= as_of and n.id = d.notification_id
    and n.category = 'messages' and app.is_quiet(as_of, z.name);
  with held as (
    select d.id, n.user_id
    from public.notification_deliveries as d inner join public.notifications as n on n.id = d.notification_id
    where d.status = 'held' and d.next_attempt_at <= as_of
  ),
  readers as (select distinct h.user_id from held as h order by h.user_id limit most_readers),
  first_of as (
    select distinct on (h.user_id) h.user_id, h.id
    from held as h inner join readers as r on r.user_id = h.user_id
    order by h.user_id, h.id
  ),
  moved as (
    update public.notification_deliveries as d
    set status = case when h.id = f.id then 'pending' else 'digested' end,
      told_by = nullif(f.id, h.id)
    from held as h inner join first_of as f on f.user_id = h.user_id
    where d.id = h.id
    returning d.id, d.status
  ),
  queued as (
    insert into public.outbox (topic, payload)
    select 'notification.email', jsonb_build_object('delivery_id', m.id, 'admitted', true)
    from moved as m where m.status = 'pending'
    returning 1
  )
  select count(*) into gathered from queued;
  return gathered;
end
$$;

comment on function app.gather_digests(timestamptz, integer) is
'What was held for at most so many readers, and is due, becomes a mail for each; how many.';

grant execute on function app.gather_digests(timestamptz, integer) to service;
