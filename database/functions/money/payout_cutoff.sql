-- A moment and no mark of the last run: what a missed Monday should have paid is paid by the next run that comes, and a
-- payout that failed is made again the day after, whatever the schedule.
create or replace function app.payout_cutoff(schedule text, as_of timestamptz) returns timestamptz
language sql immutable set search_path = ''
return case schedule
  when 'daily' then as_of
  when 'manual' then '-infinity'
  else (
    date_trunc(
      case schedule when 'weekly' then 'week' when 'monthly' then 'month' end,
      (as_of at time zone 'UTC') - interval '5 hours 30 minutes'
    ) + interval '5 hours 30 minutes'
  ) at time zone 'UTC'
end;

comment on function app.payout_cutoff(text, timestamptz) is
'Earnings whose hold ended by then are paid by a run as of a moment: that moment, or the newest 05:30 (UTC) of a Monday '
'(weekly) or of a 1st (monthly) before it; -infinity for manual.';
