-- Who holds the ticket sat before the browser that scanned, a minute ago at most, and is signed in.
create or replace function app.join_fan(ticket_hash bytea) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  ticket public.fan_link_tickets;
  device public.devices;
  fan public.fans;
  mine public.fans;
begin
  if auth.uid() is null then
    raise exception using errcode = 'IM005', message = 'an account joins', detail = '{}';
  end if;
  -- The lock before the row: whoever forgets this fan at the moment has it, and deletes the ticket.
  perform app.lock_fans(t.brand_id) from public.fan_link_tickets as t where t.ticket_hash = join_fan.ticket_hash;
  update public.fan_link_tickets as t set used_at = now()
  where t.ticket_hash = join_fan.ticket_hash and t.used_at is null and t.expires_at > now()
  returning * into ticket;
  if not found then
    raise exception using errcode = 'IA009', message = 'no such ticket, or it is used or too old', detail = '{}';
  end if;
  select * into device from public.devices as d where d.id = ticket.device_id;
  select * into fan from public.fans as f where f.id = device.fan_id;
  select * into mine from public.fans as f where f.user_id = auth.uid() and f.brand_id = ticket.brand_id;
  if fan.user_id <> auth.uid() then
    raise exception using errcode = 'IA038', message = 'this fan has joined another account', detail = '{}';
  end if;
  if mine.id is null then
    fan := case when fan.id is null then app.make_fan(device) else fan end;
    update public.fans as f set user_id = auth.uid() where f.id = fan.id returning * into mine;
  elsif fan.id is null then
    perform app.give_device_to_fan(device, mine.id);
  elsif fan.id <> mine.id then
    mine := app.merge_fans(fan, mine);
  end if;
  perform app.replay_scans_of_fan(mine.id);
  return mine.id;
end
$$;

comment on function app.join_fan(bytea) is
'The fan of a ticket (its SHA-256) joins the account of the actor, and is merged with the one of that brand that had joined before; the '
'fan''s id. Scans of 90 days become facts, each once. IM005, IA009 (unknown, used, too old), IA038 (has joined another account).';

grant execute on function app.join_fan(bytea) to authenticated, admin;
