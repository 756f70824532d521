create or replace function app.find_leaderboard(board_key text, kind text) returns table (
  key text, period text, people integer, computed_at timestamptz, own_rank integer, own_value bigint, is_named boolean
)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  board public.leaderboards;
  span record;
  own bigint;
begin
  select l.* into board from public.leaderboards as l
  where l.key = board_key and (
    (kind = 'all' and l.period = 'all')
    or (kind = 'month' and l.period like '____-__')
    or (kind = 'week' and l.period like '%W%')
  )
  order by l.period desc limit 1;
  if board.key is null and board_key = any(app.leaderboard_keys()) then
    board.key := board_key;
    board.period := 'all';
    board.entries := '[]';
    board.people := 0;
  elsif board.key is null then
    return;
  end if;
  select s.since, s.until into span from app.leaderboard_span(board.period) as s;
  if auth.uid() is not null then
    select v.value into own from app.leaderboard_values(board.key, span.since, span.until, auth.uid()) as v;
  end if;
  return query
  select
    board.key, board.period, board.people, board.computed_at,
    case when own > 0 and (board.people < 1000 or own >= min((e.entry ->> 'value')::bigint)) then
      1 + count(*) filter (where (e.entry ->> 'value')::bigint > own and (e.entry ->> 'user_id')::uuid <> auth.uid())
    end::integer,
    coalesce(own, 0),
    exists (select from public.leaderboard_participants as p where p.user_id = auth.uid())
  from (values (true)) as one (row)
  left join lateral jsonb_array_elements(board.entries) as e (entry) on true;
end
$$;

comment on function app.find_leaderboard(text, text) is
'The newest board of a kind of period (all, month, week), what the caller has by now, which rank that is on it (NULL: none of the first '
'thousand), and whether they are named. No row: there is no such board.';

grant execute on function app.find_leaderboard(text, text) to authenticated, admin;
