-- Counted anew, so that a run that was missed, or came twice, changes nothing. A minute that has no scans has no row; scans do not go.
create or replace function app.count_scan_minutes(since timestamptz, until timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  counted integer;
begin
  insert into public.scan_minutes as m (activation_id, minute, verdict, source, brand_id, n)
  select s.activation_id, date_trunc('minute', s.at, 'UTC'), s.verdict, s.source, s.brand_id, count(*)
  from public.scans as s
  where s.at >= date_trunc('minute', since, 'UTC') and s.at < until
    and exists (select from public.activations as a where a.id = s.activation_id)
  group by s.activation_id, date_trunc('minute', s.at, 'UTC'), s.verdict, s.source, s.brand_id
  order by s.activation_id, date_trunc('minute', s.at, 'UTC'), s.verdict, s.source
  on conflict (activation_id, minute, verdict, source) do update set n = excluded.n
  where m.n <> excluded.n;
  get diagnostics counted = row_count;
  return counted;
end
$$;

comment on function app.count_scan_minutes(timestamptz, timestamptz) is
'Counts the scans that we took from the minute of since until until (partitions of those days alone are read); how many rows were written or changed.';

grant execute on function app.count_scan_minutes(timestamptz, timestamptz) to service;
