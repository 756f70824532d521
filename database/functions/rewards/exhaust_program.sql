-- Paused only while it is active: what somebody asked for, and what has ended, stays as it is. What is short is asked once more by
-- the update: whoever funds the program at this moment has its row until they are done.
create or replace function app.exhaust_program(program_id uuid, amount bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  program public.reward_programs;
  told smallint;
begin
  update public.reward_programs as p
  set status = 'paused', paused_reason = 'budget_exhausted', told_percent = 100
  where p.id = exhaust_program.program_id and p.status = 'active'
    and p.budget_reserved + p.budget_spent + exhaust_program.amount > p.budget_total
  returning old.told_percent into told;
  select p.* into program from public.reward_programs as p where p.id = program_id;
  if told < 100 then
    perform app.tell_of_budget(program);
  end if;
  return (
    program.status = 'active' and (program.ends_at is null or program.ends_at > now())
    and program.budget_reserved + program.budget_spent + amount <= program.budget_total
  ) is not true;
end
$$;

comment on function app.exhaust_program(uuid, bigint) is
'An active program whose budget does not suffice for an award of amount (minor units) is paused, and its owner told, once until it is '
'refilled. Whether there is nothing to be had of it.';
