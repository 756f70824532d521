-- Definer, because nobody reads another's place: it says no more of somebody than they let it, and nothing of who is shut out by now.
create or replace function app.leaderboard_places(key text, period text, after_place integer, at_most integer) returns table (
  place integer, rank integer, display_name text, value bigint, is_own boolean
)
language sql stable security definer set search_path = '' as $$
  select
    e.place::integer, (e.entry ->> 'rank')::integer,
    case
      when p.user_id is not null or u.id = auth.uid() then coalesce(app.creator_name(u.id), app.agent_name(u.id), 'Somebody')
      else 'Somebody'
    end,
    (e.entry ->> 'value')::bigint, coalesce(u.id = auth.uid(), false)
  from public.leaderboards as l
  cross join lateral jsonb_array_elements(l.entries) with ordinality as e (entry, place)
  inner join auth.users as u on u.id = (e.entry ->> 'user_id')::uuid and u.status = 'active'
  left join public.leaderboard_participants as p on p.user_id = u.id
  where l.key = leaderboard_places.key and l.period = leaderboard_places.period and e.place > coalesce(after_place, 0)
  order by e.place
  limit least(at_most, 101)
$$;

comment on function app.leaderboard_places(text, text, integer, integer) is
'A page of a board behind a place. Who has not said today that they may be named is "Somebody"; who is not active any more is left out.';

grant execute on function app.leaderboard_places(text, text, integer, integer) to authenticated, admin;
