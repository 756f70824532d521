-- What a scan leaves: its row, the answer under its key, the step of a rotating code that it used up, who has to look, the fact.
create or replace function app.write_scan(judged public.scans, key uuid, step_key uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.scans select judged.*;
  insert into public.scan_keys (activation_id, scan_key, brand_id, device_id, scan_id, verdict, reasons, at)
  select judged.activation_id, k.key, judged.brand_id, judged.device_id, judged.id, judged.verdict, judged.reasons, judged.at
  from (values (write_scan.key), (case when judged.verdict <> 'refused' then write_scan.step_key end)) as k (key)
  where k.key is not null;
  if judged.verdict = 'flagged' then
    insert into public.scan_reviews (scan_id, scan_at, activation_id, brand_id, device_id, score, reasons)
    values (
      judged.id, judged.at, judged.activation_id, judged.brand_id, judged.device_id, judged.score, judged.reasons
    );
  elsif judged.verdict = 'accepted' and judged.fan_id is not null then
    perform app.note_scan(judged.id, judged.at);
  end if;
end
$$;

comment on function app.write_scan(public.scans, uuid, uuid) is
'Stores a scan that was judged, with its answer under `key` and, where it counts, the key of its step.';
