-- The ticket of before is worth nothing any more: of a device there is one at a time.
create or replace function app.issue_fan_link_ticket() returns text
language plpgsql security definer set search_path = '' as $$
declare
  device constant public.devices := app.own_device();
  ticket constant text := replace(gen_random_uuid() || '' || gen_random_uuid(), '-', ''); -- 244 random bits
begin
  delete from public.fan_link_tickets as t where t.device_id = device.id and t.used_at is null;
  insert into public.fan_link_tickets (ticket_hash, brand_id, device_id)
  values (sha256(convert_to(ticket, 'UTF8')), device.brand_id, device.id);
  return ticket;
end
$$;

comment on function app.issue_fan_link_ticket() is
'A ticket (64 hex digits) by which an account joins the fan of the device of the request: one minute, once. IA036.';

grant execute on function app.issue_fan_link_ticket() to anon;
