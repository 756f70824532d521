-- Paused only while it is active: what somebody asked for, and what has ended, stays as it is.
create or replace function app.exhaust_program(program_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  program public.reward_programs;
  told smallint;
begin
  update public.reward_programs as p
  set status = 'paused', paused_reason = 'budget_exhausted', told_percent = 100
  where p.id = exhaust_program.program_id and p.status = 'active'
  returning old.told_percent into told;
  if told < 100 then
    select p.* into program from public.reward_programs as p where p.id = program_id;
    perform app.tell_of_budget(program);
  end if;
end
$$;

comment on function app.exhaust_program(uuid) is
'An active program whose budget does not suffice for an award is paused, and its owner told, once until it is refilled.';
