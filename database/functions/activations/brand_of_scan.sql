-- A cookie is another device at each brand, so who asks for their own scan has to say at which; the scan knows.
create or replace function app.brand_of_scan(scan_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select s.brand_id from public.scans as s
  where s.id = brand_of_scan.scan_id and s.at >= uuid_extract_timestamp(brand_of_scan.scan_id) - interval '1 hour'
    and s.at < uuid_extract_timestamp(brand_of_scan.scan_id) + interval '4 days'
$$;

comment on function app.brand_of_scan(uuid) is
'The brand of a scan; NULL for one that nobody has judged yet (ids are of version 7: its day stands in it).';

grant execute on function app.brand_of_scan(uuid) to api_login;
