create or replace function app.create_reward_trigger(
  program_id uuid, key text, name text, definition jsonb, reward jsonb, auto_claim boolean, priority integer
) returns public.reward_triggers
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  program public.reward_programs;
  made public.reward_triggers;
begin
  select p.* into program from public.reward_programs as p where p.id = program_id;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such program', detail = '{}';
  end if;
  perform app.require_manager(program.brand_id);
  if program.status = 'ended' then
    perform app.refuse_trigger('program_ended');
  end if;
  insert into public.reward_triggers (program_id, key, name, definition, reward, auto_claim, priority, created_by)
  values (program_id, key, name, definition, reward, auto_claim, priority, auth.uid())
  returning * into made;
  return made;
end
$$;

comment on function app.create_reward_trigger(uuid, text, text, jsonb, jsonb, boolean, integer) is
'The first version of a trigger, as a draft. Raises IG003, IM005 for who may not, IW007, IW012 (program_ended), and the constraints of '
'reward_triggers.';

grant execute on function app.create_reward_trigger(uuid, text, text, jsonb, jsonb, boolean, integer) to authenticated, admin;
