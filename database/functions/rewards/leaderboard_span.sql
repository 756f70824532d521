create or replace function app.leaderboard_span(period text, out since timestamptz, out until timestamptz)
language plpgsql stable parallel safe set search_path = '' as $$
begin
  if period = 'all' then
    since := '-infinity';
    until := 'infinity';
  elsif period like '%W%' then
    since := to_date(period, 'IYYY-"W"IW')::timestamp at time zone 'UTC';
    until := (to_date(period, 'IYYY-"W"IW') + 7)::timestamp at time zone 'UTC';
  else
    since := to_date(period, 'YYYY-MM')::timestamp at time zone 'UTC';
    until := (to_date(period, 'YYYY-MM') + interval '1 month') at time zone 'UTC';
  end if;
end
$$;

comment on function app.leaderboard_span(text) is
'From when until before when a period of a leaderboard is (UTC): 2026-11, 2026-W48, or all.';
