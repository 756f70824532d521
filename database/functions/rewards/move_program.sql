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
  elsif program.status = 'active' then
    perform app.grant_failed_awards(program.id);
    return 0;
  end if;
  return null;
end
$$;

comment on function app.move_program(uuid, timestamptz) is
'What time does to a program: it ends; what nobody can claim any more of one that has ended goes back (minor units, returned); what an '
'active one owes is granted. NULL where somebody else is at it, or nothing is due.';

grant execute on function app.move_program(uuid, timestamptz) to service;
