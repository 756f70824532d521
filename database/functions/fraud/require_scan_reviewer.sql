-- Who decides runs campaigns of the brand, or the platform, and is not the one who scanned.
create or replace function app.require_scan_reviewer(review public.scan_reviews) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_manager(review.brand_id);
  if auth.uid() is null then
    raise exception using errcode = 'IM005', message = 'a person decides', detail = '{}';
  elsif review.scan_id is null then
    raise exception using errcode = 'IG003', message = 'no such thing', detail = '{}';
  elsif exists (
    select from public.fans as f
    where f.user_id = auth.uid() and f.id in (
      select s.fan_id from public.scans as s where s.id = review.scan_id and s.at = review.scan_at
      union all
      select d.fan_id from public.devices as d where d.id = review.device_id
    )
  ) then
    raise exception using errcode = 'IK033', message = 'who decides is involved', detail = '{}';
  end if;
end
$$;

comment on function app.require_scan_reviewer(public.scan_reviews) is
'For an administrator, or somebody who runs campaigns of the brand, who did not make the scan. Raises IM005, IG003, IK033.';
