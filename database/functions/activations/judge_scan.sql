-- One scan, for those who hold its locks (app.record_scan, app.record_scans). The same ticket of the same device has the answer that
-- it had, whatever has become of activation and ticket since: an answer that was lost is asked for again.
create or replace function app.judge_scan(scan jsonb) returns table (
  scan_id uuid, verdict text, reasons text[], at timestamptz, is_new boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  activation public.activations;
  code public.activation_codes;
  judged public.scans;
  known public.scan_keys;
  key uuid := (scan ->> 'scan_key')::uuid;
  step constant bigint := coalesce((scan ->> 'step')::bigint, -1);
  step_key uuid;
  is_replay boolean := false;
begin
  select a.* into activation from public.activations as a where a.id = (scan ->> 'activation_id')::uuid;
  select c.* into code from public.activation_codes as c
  where c.id = (scan ->> 'code_id')::uuid and c.activation_id = activation.id;
  if not found or (scan ->> 'too_young')::boolean then
    return query select
      null::uuid, 'refused', array[case when code.id is null then 'not_open' else 'too_young' end], now(), false;
    return;
  end if;
  judged := app.begin_scan(scan, activation);
  select k.* into known from public.scan_keys as k where k.activation_id = activation.id and k.scan_key = key;
  if known.device_id is distinct from judged.device_id and known.scan_id is not null then
    is_replay := true;
    key := md5(key || ' by ' || coalesce(judged.device_id::text, ''))::uuid;
    select k.* into known from public.scan_keys as k where k.activation_id = activation.id and k.scan_key = key;
  end if;
  if known.scan_id is not null then
    return query select known.scan_id, known.verdict, app.public_scan_reasons(known.verdict, known.reasons), known.at, false;
    return;
  end if;
  if judged.device_id is not null then
    judged.fan_id := app.see_device(judged.device_id, activation.brand_id, (scan ->> 'cookie_ends_on')::date);
    step_key := case when activation.code_mode = 'rotating' and step >= 0
      then md5(code.id || ' ' || step || ' ' || judged.device_id)::uuid end;
  end if;
  -- A page that never was shown a step is no better than one that was shown a wrong one.
  if activation.code_mode = 'rotating' and step < 0 and judged.source = 'online' then
    scan := scan || '{"step": -2}';
  end if;
  judged := app.verdict_of_scan(
    scan, judged, activation, code, app.refusal_of_scan(scan, judged, activation, code, is_replay, step_key)
  );
  perform app.write_scan(judged, key, step_key);
  return query select judged.id, judged.verdict, app.public_scan_reasons(judged.verdict, judged.reasons), judged.at, true;
end
$$;

comment on function app.judge_scan(jsonb) is
'Judges and stores one scan (its form: app.record_scan), or finds what it was answered before. is_new: whether it was stored now.';
