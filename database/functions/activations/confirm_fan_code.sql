-- A wrong try has to be counted, so nothing is raised: it would be rolled back with the count.
create or replace function app.confirm_fan_code(digits text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  most_tries constant integer := 5;
  device public.devices := app.own_device();
  asked public.fan_codes;
  own public.fans;
  known public.fans;
begin
  perform app.lock_fans(device.brand_id);
  device := app.own_device(); -- as it is now: a merge may just have moved it
  select * into asked from public.fan_codes as c
  where c.device_id = device.id and c.used_at is null and c.expires_at > now() and c.is_sent
  order by c.id desc limit 1 for no key update;
  if not found or asked.tries >= most_tries then
    return 'none';
  end if;
  if asked.code_hash <> sha256(convert_to(asked.id || coalesce(confirm_fan_code.digits, ''), 'UTF8')) then
    update public.fan_codes as c set tries = c.tries + 1 where c.id = asked.id;
    return 'wrong';
  end if;
  select * into own from public.fans as f where f.id = device.fan_id;
  select * into known from public.fans as f where f.brand_id = device.brand_id and f.email = asked.email;
  if own.user_id <> known.user_id then
    raise exception using errcode = 'IA038', message = 'two accounts are two people', detail = '{}';
  end if;
  update public.fan_codes as c set used_at = now() where c.id = asked.id;
  if known.id is null then
    own := case when own.id is null then app.make_fan(device) else own end;
    update public.fans as f set email = asked.email, confirmed_at = now() where f.id = own.id;
    return 'confirmed';
  elsif own.id is null then
    perform app.give_device_to_fan(device, known.id);
  elsif own.id <> known.id then
    known := app.merge_fans(own, known);
  end if;
  perform app.replay_scans_of_fan(known.id);
  return 'confirmed';
end
$$;

comment on function app.confirm_fan_code(text) is
'confirmed: the address is that of the fan of the device of the request, who is merged with the fan of the brand who had it before. '
'wrong: a try is used up. none: no code waits, its ten minutes or five tries are over, or it was used. IA036, IA038 (each has joined an '
'account of their own).';

grant execute on function app.confirm_fan_code(text) to anon;
