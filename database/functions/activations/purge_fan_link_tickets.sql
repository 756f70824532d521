create or replace function app.purge_fan_link_tickets(before timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.fan_link_tickets as t
  where t.ticket_hash in (
    select d.ticket_hash from public.fan_link_tickets as d where d.expires_at < purge_fan_link_tickets.before
    order by d.expires_at limit purge_fan_link_tickets.at_most for update skip locked
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_fan_link_tickets(timestamptz, integer) is 'Tickets of fans that ended before `before`, at most so many: gone; how many.';

grant execute on function app.purge_fan_link_tickets(timestamptz, integer) to service;
