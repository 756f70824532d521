-- One at a time, in a transaction of its own: one that fails keeps none of the others.
create or replace function app.move_program(program_id uuid, moment timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  program public.reward_programs;
begin
  select p.* into program from public.reward_programs as p
  where p.id = move_program.program_id and p.status <> 'draft' for no key update skip locked;
  if program.status = 'ended' or program.ends_at <= moment then
    return app.finish_program(program, moment);
  end if;
  if program.paused_reason = 'budget_exhausted' and app.has_budget_again(program) then
    update public.reward_programs as p set status = 'active', paused_reason = null where p.id = program.id returning p.* into program;
  end if;
  if program.status = 'active' then
    perform app.grant_failed_awards(program.id);
    return 0;
  end if;
  return null;
end
$$;

comment on function app.move_program(uuid, timestamptz) is
'What time does to a program: it ends; what nobody can claim any more of one that has ended goes back (minor units, returned); one '
'whose budget was used up goes on when enough of it is free again; what an active one owes is granted. NULL where somebody else is at it, or nothing is due.';

grant execute on function app.move_program(uuid, timestamptz) to service;
