create or replace function app.end_program(program_id uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  program constant public.reward_programs := app.lock_program(program_id);
begin
  if program.status = 'ended' then
    raise exception using
      errcode = 'IW002', message = 'reward_programs: ended cannot become ended',
      detail = jsonb_build_object('table', 'reward_programs', 'from', 'ended', 'to', 'ended')::text;
  end if;
  return app.finish_program(program, now());
end
$$;

comment on function app.end_program(uuid) is
'Ends a program for those who run it: nothing more is granted, and what nobody can claim any more goes back at once (minor units, '
'returned). What was granted may be claimed until its own end. Raises IG003, IM005, IW002.';

grant execute on function app.end_program(uuid) to authenticated, admin;
