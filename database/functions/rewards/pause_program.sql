create or replace function app.pause_program(program_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  program constant public.reward_programs := app.lock_program(program_id);
begin
  if program.status not in ('active', 'paused') then
    raise exception using
      errcode = 'IW002', message = format('reward_programs: %s cannot become paused', program.status),
      detail = jsonb_build_object('table', 'reward_programs', 'from', program.status, 'to', 'paused')::text;
  end if;
  update public.reward_programs as p set status = 'paused', paused_reason = 'asked' where p.id = program.id;
end
$$;

comment on function app.pause_program(uuid) is
'Grants nothing until it is activated again, nor when its budget grows; what was granted may be claimed. Raises IG003, IM005, IW002.';

grant execute on function app.pause_program(uuid) to authenticated, admin;
