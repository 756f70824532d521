-- Definer, because nobody reads another's rank: it says no more of somebody than they let it.
create or replace function app.agent_leaderboard(
  period text, metric text, currency text, after_place integer, at_most integer
) returns table (place integer, rank integer, display_name text, value bigint, is_own boolean)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_leaderboard();
  return query
  select
    r.place, r.rank,
    case when a.leaderboard_name or a.user_id = auth.uid() then app.agent_name(a.user_id) else 'Agent' end,
    r.value, coalesce(a.user_id = auth.uid(), false)
  from public.agent_rankings as r
  inner join public.agent_profiles as a on a.user_id = r.agent_user_id and a.status <> 'banned'
  where r.period = agent_leaderboard.period and r.metric = agent_leaderboard.metric
    and r.currency = agent_leaderboard.currency and r.place > coalesce(agent_leaderboard.after_place, 0)
  order by r.place
  limit least(agent_leaderboard.at_most, 101);
end
$$;

comment on function app.agent_leaderboard(text, text, text, integer, integer) is
'A page of last night''s leaderboard behind a place; currency is empty where it is not about money. Who has not said that the board '
'may name them is "Agent"; who was banned since is left out. Raises IM005.';

grant execute on function app.agent_leaderboard(text, text, text, integer, integer) to authenticated, admin;
