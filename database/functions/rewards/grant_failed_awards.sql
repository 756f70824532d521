-- In the order in which people had earned them: the first that the budget does not suffice for ends it, and whoever comes later waits
-- behind it. Whatever was undone or found out meanwhile, or whose person may have nothing any more, stays as it is.
create or replace function app.grant_failed_awards(program_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  program public.reward_programs;
  award public.reward_awards;
  granted uuid[] := '{}';
begin
  select p.* into program from public.reward_programs as p where p.id = grant_failed_awards.program_id for no key update;
  for award in
    select a.* from public.reward_awards as a
    where a.program_id = program.id and a.status = 'failed' and a.failure = 'budget_exhausted'
    order by a.id for no key update skip locked
  loop
    continue when app.award_obstacle(program, award.kind, award.user_id, now())
      or coalesce(app.award_reach(award) < award.level, false)
      or exists (select from app.fraud_of_award(award) as g where g.resolution = 'upheld');
    exit when cardinality(granted) >= 500
      or program.budget_total - program.budget_reserved - program.budget_spent < award.amount
      or not app.reserve_program_budget(program.id, award.amount);
    select p.* into program from public.reward_programs as p where p.id = program.id;
    update public.reward_awards as a set
      status = 'granted', failure = null, granted_at = now(), claim_by = now() + make_interval(days => program.claim_days)
    where a.id = award.id;
    granted := granted || award.id;
  end loop;
  perform app.tell_what_was_granted(granted); -- of no other award: it may be in somebody's hand who waits for this program
  return cardinality(granted);
end
$$;

comment on function app.grant_failed_awards(uuid) is
'What a program owed when its budget was exhausted is granted as far as the budget goes now, in the order in which it was earned, and '
'told; how many awards, at most 500 a call. Nothing where the program is not active.';

grant execute on function app.grant_failed_awards(uuid) to service;
