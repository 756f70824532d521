-- Last of all, so that who is refused for anything else keeps their tries; and what was taken before a later limit refuses is given
-- back. Always in this order (day, in all, code, quota): nobody who holds one of these rows waits for one that is before it.
create or replace function app.take_scan_limits(
  activation public.activations, code public.activation_codes, device_id uuid, fan_id uuid, day date
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  subject constant uuid := case
    when activation.limit_per_fan_total is not null then coalesce(take_scan_limits.fan_id, take_scan_limits.device_id)
  end;
  many constant text := 'limit_reached';
begin
  if activation.limit_total is not null and not exists (
    select from public.activation_quotas as q where q.activation_id = activation.id and q.left_over > 0
  ) then
    return many;
  elsif not app.take_scan_day(activation, take_scan_limits.device_id, take_scan_limits.day) then
    return case activation.limit_per_device_day when 1 then 'already_counted' else many end;
  elsif not app.take_scan_total(activation, subject, take_scan_limits.fan_id) then
    perform app.give_back_scan(activation.id, take_scan_limits.device_id, take_scan_limits.day);
    return case activation.limit_per_fan_total when 1 then 'already_counted' else many end;
  end if;
  if code.max_uses is not null then
    update public.activation_codes as c set used = c.used + 1 where c.id = code.id and c.used < c.max_uses;
    if not found then
      perform
        app.give_back_scan(activation.id, take_scan_limits.device_id, take_scan_limits.day),
        app.give_back_scan(activation.id, subject, '-infinity');
      return case code.max_uses when 1 then 'already_counted' else many end;
    end if;
  end if;
  if activation.limit_total is not null and not app.take_scan_quota(activation.id, take_scan_limits.device_id) then
    perform
      app.give_back_scan(activation.id, take_scan_limits.device_id, take_scan_limits.day),
      app.give_back_scan(activation.id, subject, '-infinity');
    update public.activation_codes as c set used = c.used - 1 where c.id = code.id and code.max_uses is not null;
    return many;
  end if;
  return null;
end
$$;

comment on function app.take_scan_limits(public.activations, public.activation_codes, uuid, uuid, date) is
'Counts a scan in the limits of its device, fan, code and activation: NULL, or already_counted or limit_reached, and then nothing is '
'counted. already_counted: the limit is one.';
