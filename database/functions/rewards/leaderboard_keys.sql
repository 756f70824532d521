create or replace function app.leaderboard_keys() returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select array['achievements', 'deals', 'points']
$$;

comment on function app.leaderboard_keys() is 'Which leaderboards there are; app.leaderboard_values says what each ranks by.';
