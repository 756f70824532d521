-- What is answered depends on nothing but the device: whether the address is a fan's, and whether it has had its three mails of the
-- hour (then the code is written down and not sent), shows nowhere. Both do the same work.
create or replace function app.request_fan_code(email text, minutes integer) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  most_of_a_device constant integer := 5;
  most_to_an_address constant integer := 3;
  device constant public.devices := app.own_device();
  made constant uuid := uuidv7();
  -- The first 32 bits of a random uuid: a million codes, all as likely but for one in 4 000.
  digits constant text := lpad((('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint % 1000000)::text, 6, '0');
  sends boolean;
begin
  -- Two requests of one device: the second counts the first. Who forgets the device at the moment goes first.
  perform from public.devices as d where d.id = device.id for no key update;
  if not found then
    raise exception using errcode = 'IA036', message = 'this browser was forgotten', detail = '{}';
  end if;
  if (
    select count(*) from public.fan_codes as c where c.device_id = device.id and c.created_at > now() - interval '1 hour'
  ) >= most_of_a_device then
    raise exception using errcode = 'IA037', message = 'too many codes of this device', detail = '{}';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('fan codes to ' || request_fan_code.email, 0));
  sends := (
    select count(*) from public.fan_codes as c
    where c.email = request_fan_code.email and c.is_sent and c.created_at > now() - interval '1 hour'
  ) < most_to_an_address;
  insert into public.fan_codes (id, brand_id, device_id, email, code_hash, is_sent, expires_at)
  values (
    made, device.brand_id, device.id, request_fan_code.email, sha256(convert_to(made || digits, 'UTF8')), sends,
    now() + make_interval(mins => request_fan_code.minutes)
  );
  if sends then
    insert into public.outbox (topic, payload, deduplication_key)
    select 'email', jsonb_build_object(
      'template', 'fan_code', 'to', request_fan_code.email, 'code', digits, 'minutes', request_fan_code.minutes,
      'brand_name', b.name
    ), 'fan code ' || made
    from public.brand_profiles as b where b.id = device.brand_id;
  end if;
  return made;
end
$$;

comment on function app.request_fan_code(text, integer) is
'Six digits to an address (lower case), good for so many minutes, for the device of the request; the id of the code. An address has '
'three mails an hour, whoever asks; beyond that it is answered the same, and nothing is sent. IA036, IA037 (five an hour of a device).';

grant execute on function app.request_fan_code(text, integer) to anon;
