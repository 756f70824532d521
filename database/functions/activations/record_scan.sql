-- The door's one statement. Two locks: nobody judges the same ticket at the same moment, and who judges a batch of the activation
-- is alone with it (app.record_scans). No other order of locks: key, device, fan, limits, code, quota.
create or replace function app.record_scan(scan jsonb) returns table (
  scan_id uuid, verdict text, reasons text[], at timestamptz, is_new boolean
)
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('scans of ' || (scan ->> 'activation_id')::uuid, 0));
  perform pg_advisory_xact_lock(hashtextextended('scan ' || (scan ->> 'scan_key')::uuid, 0));
  return query select j.* from app.judge_scan(scan) as j;
end
$$;

comment on function app.record_scan(jsonb) is
'Takes a scan and says what it counts for: {activation_id, code_id, scan_key, scan_id?, device_id, source, at?, claimed_at?, ticket, step '
'(-1: none needed, -2: none or wrong), too_young, position? {lat, lng, accuracy}, visitor_hash?, place_hash?, agent_class?, country?, asn?, '
'cookie_ends_on, had_cookie}. The same key again has the same answer (is_new: whether this was the first). reasons are those for the '
'visitor; scan_id is NULL where nothing is kept. Raises IA008.';

grant execute on function app.record_scan(jsonb) to scan_login, service;
