create or replace function app.set_back_reward_subject(user_id uuid, delays interval[], error text) returns integer
language sql security definer set search_path = '' as $$
  insert into public.reward_subjects as s (user_id, due_at, attempts, last_error)
  select u.id, now() + delays[1], 1, left(set_back_reward_subject.error, 2000)
  from auth.users as u where u.id = set_back_reward_subject.user_id
  on conflict on constraint reward_subjects_pkey do update set
  attempts = s.attempts + 1, last_error = excluded.last_error,
  due_at = now() + delays[least(s.attempts + 1, cardinality(delays))]
  returning s.attempts
$$;

comment on function app.set_back_reward_subject(uuid, interval[], text) is
'Facts of somebody could not be counted: they are tried again after the delay of their attempt, the last one for all that follow; which attempt it was.';

grant execute on function app.set_back_reward_subject(uuid, interval[], text) to service;
