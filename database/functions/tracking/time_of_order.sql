-- Shops' clocks differ from ours by seconds: a minute is forgiven, and then it was now, or at the click.
create or replace function app.time_of_order(clicked_at timestamptz, given timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  skew constant interval := interval '1 minute';
  window_days constant integer := (app.setting('conversion_window_days') #>> '{}')::integer;
  reported_within constant interval :=
    make_interval(days => (app.setting('conversion_report_days') #>> '{}')::integer);
  ordered_at constant timestamptz := least(now(), greatest(coalesce(given, now()), clicked_at));
begin
  if given > now() + skew or given < clicked_at - skew or given < now() - reported_within then
    raise exception using
      errcode = 'IV002', message = 'the order cannot have been then',
      detail = jsonb_build_object('earliest', greatest(clicked_at, now() - reported_within), 'latest', now())::text;
  elsif clicked_at < ordered_at - make_interval(days => window_days) then
    raise exception using
      errcode = 'IT001', message = 'the click is too long ago',
      detail = jsonb_build_object('clicked_at', clicked_at, 'window_days', window_days)::text;
  end if;
  return ordered_at;
end
$$;

comment on function app.time_of_order(timestamptz, timestamptz) is
'When an order counts: when its shop says, else now. Raises IV002 (before its click, in the future, or longer ago than '
'conversion_report_days), IT001 (longer after its click than conversion_window_days).';
