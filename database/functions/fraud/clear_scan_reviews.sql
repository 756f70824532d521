-- Nobody looked in time: a doubt that is small is the fan's. Who decides at this moment holds the row, and goes first.
create or replace function app.clear_scan_reviews(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  cleared record;
  counted integer := 0;
begin
  for cleared in
    update public.scan_reviews as r set status = 'cleared', decided_at = now()
    where r.scan_id in (
      select o.scan_id from public.scan_reviews as o
      where o.status = 'open' and o.due_at <= clear_scan_reviews.as_of and o.score < 70
      order by o.due_at limit clear_scan_reviews.at_most for no key update skip locked
    )
    returning r.scan_id, r.scan_at
  loop
    perform app.note_scan(cleared.scan_id, cleared.scan_at);
    counted := counted + 1;
  end loop;
  return counted;
end
$$;

comment on function app.clear_scan_reviews(timestamptz, integer) is
'Clears flagged scans of less than 70 points that nobody decided on by their due time, the oldest first; how many.';

grant execute on function app.clear_scan_reviews(timestamptz, integer) to service;
