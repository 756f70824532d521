-- What was noted beside the status (a reminder, a freeze) moves nothing that a page shows.
create or replace function app.tell_of_escrow_steps() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.queue_event(jsonb_build_object('type', 'deal.status', 'deal_id', e.deal_id, 'escrow_id', e.id))
  from (select distinct n.escrow_id from new_rows as n where n.to_status is distinct from n.from_status) as n
  inner join public.escrows as e on e.id = n.escrow_id;
  return null;
end
$$;

comment on function app.tell_of_escrow_steps() is
'AFTER INSERT on escrow_events, statement level: an event deal.status for each milestone that took a step.';

grant execute on function app.tell_of_escrow_steps() to app_owner;

create or replace trigger tell_of_escrow_steps after insert on escrow_events
referencing new table as new_rows
for each statement execute function app.tell_of_escrow_steps();
