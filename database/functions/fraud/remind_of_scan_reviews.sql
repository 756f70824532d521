create or replace function app.remind_of_scan_reviews(as_of timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  brand record;
  reminded integer := 0;
begin
  for brand in
    with due as (
      update public.scan_reviews as r set reminded_at = remind_of_scan_reviews.as_of
      where r.scan_id in (
        select o.scan_id from public.scan_reviews as o
        where o.status = 'open' and o.due_at <= remind_of_scan_reviews.as_of and o.score >= 70 and o.reminded_at is null
        for no key update skip locked
      )
      returning r.brand_id
    )
    select d.brand_id, count(*)::integer as scans from due as d group by d.brand_id
  loop
    perform app.notify_brand(
      brand.brand_id, 'campaign', 'campaigns', 'scan_reviews_wait', 'Scans wait for your decision',
      'They looked odd two days ago and count for nothing until somebody clears them.',
      jsonb_build_object('scans', brand.scans)
    );
    reminded := reminded + brand.scans;
  end loop;
  return reminded;
end
$$;

comment on function app.remind_of_scan_reviews(timestamptz) is
'Tells those who run a brand''s campaigns, once, of its flagged scans of 70 points or more that are due; how many scans.';

grant execute on function app.remind_of_scan_reviews(timestamptz) to service;
