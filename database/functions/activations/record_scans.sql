-- A batch in one transaction holds rows of many devices: beside another one, or beside scans one by one, each would wait for what the
-- other holds. So it is alone with its activations, in one order, and judges by when the scans were made.
create or replace function app.record_scans(scans jsonb) returns table (
  scan_key uuid, device_id uuid, scan_id uuid, verdict text, reasons text[], at timestamptz, is_new boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  one jsonb;
begin
  perform pg_advisory_xact_lock(l.key) from (
    select distinct hashtextextended('scans of ' || (s.scan ->> 'activation_id')::uuid, 0) as key
    from jsonb_array_elements(scans) as s (scan) order by 1
  ) as l;
  for one in
    select s.scan from jsonb_array_elements(scans) with ordinality as s (scan, place)
    order by coalesce(s.scan ->> 'claimed_at', s.scan ->> 'at')::timestamptz nulls last, s.place
  loop
    return query select (one ->> 'scan_key')::uuid, (one ->> 'device_id')::uuid, j.* from app.judge_scan(one) as j;
  end loop;
end
$$;

comment on function app.record_scans(jsonb) is
'app.record_scan of an array, in the order in which they were made (claimed_at, else at): the same verdicts as one by one. All or none.';

grant execute on function app.record_scans(jsonb) to service;
