create or replace function app.write_leaderboards(last_day date) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  wanted record;
  written integer := 0;
begin
  for wanted in
    select k.key, p.period, s.since, s.until
    from unnest(app.leaderboard_keys()) as k (key)
    cross join unnest(array['all', to_char(last_day, 'YYYY-MM'), to_char(last_day, 'IYYY-"W"IW')]) as p (period)
    cross join lateral app.leaderboard_span(p.period) as s
  loop
    insert into public.leaderboards as l (key, period, metric, entries, people, computed_at)
    select wanted.key, wanted.period, wanted.key, coalesce(
      jsonb_agg(jsonb_build_object('user_id', r.user_id, 'rank', r.rank, 'value', r.value) order by r.rank, r.user_id)
        filter (where r.place <= 1000), '[]'
    ), count(*), clock_timestamp()
    from (
      select v.user_id, v.value, rank() over (order by v.value desc) as rank,
        row_number() over (order by v.value desc, v.user_id) as place
      from app.leaderboard_values(wanted.key, wanted.since, wanted.until) as v
    ) as r
    on conflict on constraint leaderboards_pkey do update set
    entries = excluded.entries, people = excluded.people, computed_at = excluded.computed_at;
    written := written + 1;
  end loop;
  delete from public.leaderboards as l where l.computed_at < now() - interval '400 days';
  return written;
end
$$;

comment on function app.write_leaderboards(date) is
'Writes all leaderboards of the periods that a day is of (UTC) anew, the first thousand of each, and drops those of more than 400 days '
'ago; how many.';

grant execute on function app.write_leaderboards(date) to service;
