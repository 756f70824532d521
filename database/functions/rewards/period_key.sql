create or replace function app.period_key(of_window text, time_zone text, at timestamptz, data jsonb) returns text
language plpgsql stable strict parallel safe set search_path = '' as $$
begin
  return case
    when of_window = 'lifetime' then 'all'
    when of_window = 'day' or of_window like 'rolling:%' then to_char(timezone(time_zone, at), 'YYYY-MM-DD')
    when of_window = 'week' then to_char(timezone(time_zone, at), 'IYYY-"W"IW')
    when of_window = 'month' then to_char(timezone(time_zone, at), 'YYYY-MM')
    when of_window = 'campaign' and length(data ->> 'campaign_id') between 1 and 64 then data ->> 'campaign_id'
  end;
end
$$;

comment on function app.period_key(text, text, timestamptz, jsonb) is
'The counter that a fact goes into, by the window of a trigger, in a time zone (a name, not "user"): all, 2026-11-29 (rolling windows, '
'too: their counters are days), 2026-W48, 2026-11, or the campaign''s id; NULL for a fact without a campaign.';

grant execute on function app.period_key(text, text, timestamptz, jsonb) to admin, service, authenticated;
