-- What the nights should have taken, and did not: each rule with two days of grace, in which a night may fail and be caught up with.
create or replace function app.check_privacy(as_of timestamptz) returns table (rule text, overdue bigint)
language sql stable security definer set search_path = '' as $$
  select 'exact_places', count(*) from public.scans as s
  where s.at < as_of - interval '32 days' and (s.lat <> round(s.lat, 3) or s.lng <> round(s.lng, 3))
  union all
  select 'scans', count(*) from pg_catalog.pg_inherits as i inner join pg_catalog.pg_class as c on c.oid = i.inhrelid
  where i.inhparent = 'public.scans'::regclass and c.relname < 'scans_' || to_char(
    (as_of at time zone 'UTC')::date - app.setting('scan_retention_days')::integer - 2, 'YYYYMMDD'
  )
  union all
  select 'scan_keys', count(*) from public.scan_keys as k where k.at < as_of - interval '9 days'
  union all
  select 'fan_codes', count(*) from public.fan_codes as c where c.expires_at < as_of - interval '3 days'
  union all
  select 'fan_link_tickets', count(*) from public.fan_link_tickets as t where t.expires_at < as_of - interval '3 days'
  union all
  select 'devices', count(*) from public.devices as d where d.cookie_ends_on < (as_of - interval '32 days')::date
$$;

comment on function app.check_privacy(timestamptz) is
'By rule, how much of fans is kept longer than it may be at that moment: exact places (30 days), days of scans (the setting '
'scan_retention_days), their keys (7 days), codes and tickets (a day), devices (30 days after their cookie).';

grant execute on function app.check_privacy(timestamptz) to service;
