-- What is released, or comes back, wakes nobody by itself: who waited longest would find that a newcomer was faster. The owner is told
-- anew when the budget was filled, not each time that a little of it comes free.
create or replace function app.has_budget_again(program public.reward_programs) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from public.reward_awards as a
    where a.program_id = program.id and a.status = 'failed' and a.failure = 'budget_exhausted'
      and a.amount <= program.budget_total - program.budget_reserved - program.budget_spent
  ) or exists (
    select from public.reward_triggers as t
    where t.program_id = program.id and t.status = 'live' and t.reward ->> 'kind' = 'money'
      and (t.reward ->> 'amount')::bigint <= program.budget_total - program.budget_reserved - program.budget_spent
  )
$$;

comment on function app.has_budget_again(public.reward_programs) is
'Whether what is left of a budget suffices for an award that waits for it, or for what a live trigger grants.';

grant execute on function app.has_budget_again(public.reward_programs) to service;
