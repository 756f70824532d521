-- Part of app.erase_user, after all that is undone by it (accounts that are disconnected write facts), before the account is no
-- account any more (from then on nobody writes one). Awards and badges go by app.end_awards_of and app.forget_badges. What was claimed
-- stays in the books. A leaderboard of last night holds ids alone, and is written anew the next night.
create or replace function app.forget_rewards(user_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  facts bigint;
  counters bigint;
begin
  delete from public.reward_facts as f where f.subject_user_id = forget_rewards.user_id;
  get diagnostics facts = row_count;
  delete from public.fact_marks as m where m.user_id = forget_rewards.user_id;
  delete from public.reward_counters as c where c.user_id = forget_rewards.user_id; -- with its members
  get diagnostics counters = row_count;
  update public.point_balances as b set points = 0 where b.user_id = forget_rewards.user_id and b.points <> 0;
  delete from public.leaderboard_participants as p where p.user_id = forget_rewards.user_id;
  delete from public.reward_subjects as s where s.user_id = forget_rewards.user_id;
  return jsonb_build_object('reward_facts', facts, 'reward_counters', counters);
end
$$;

comment on function app.forget_rewards(uuid) is
'For an erasure: what somebody did, how far they were with it, their points, their place with a name; how many facts and counters '
'there were. The caller holds app.lock_reward_subject.';
