create or replace function app.tell_of_deals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform app.queue_event(jsonb_build_object('type', 'deal.status', 'deal_id', n.id))
    from new_rows as n;
  else
    perform app.queue_event(jsonb_build_object('type', 'deal.status', 'deal_id', n.id))
    from new_rows as n inner join old_rows as o on o.id = n.id
    where o.status <> n.status;
  end if;
  return null;
end
$$;

comment on function app.tell_of_deals() is
'AFTER INSERT or UPDATE on deals, statement level: an event deal.status for each deal whose status is new.';

grant execute on function app.tell_of_deals() to app_owner;

create or replace trigger tell_of_new_deals after insert on deals
referencing new table as new_rows
for each statement execute function app.tell_of_deals();

create or replace trigger tell_of_deals after update on deals
referencing old table as old_rows new table as new_rows
for each statement execute function app.tell_of_deals();
