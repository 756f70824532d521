-- Events that were done with by then, oldest first. What waits, and what failed and somebody must see, stays.
create or replace function app.purge_stripe_events(before timestamptz, at_most integer)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.stripe_events
  where id in (
    select e.id from public.stripe_events as e
    where e.status in ('processed', 'ignored') and e.created_at <= before
    order by e.created_at limit at_most
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_stripe_events(timestamptz, integer) is
'Delete at most so many events of Stripe that came by then and are done with; how many went.';

grant execute on function app.purge_stripe_events(timestamptz, integer) to service;
