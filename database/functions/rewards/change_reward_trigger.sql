-- What was live is never changed: awards and counters say by its number what they were for.
create or replace function app.change_reward_trigger(
  trigger_id uuid, name text, definition jsonb, reward jsonb, auto_claim boolean, priority integer
) returns public.reward_triggers
language plpgsql security definer set search_path = '' as $$
declare
  newest constant public.reward_triggers := app.lock_reward_trigger(trigger_id);
  changed public.reward_triggers;
begin
  if newest.status = 'draft' then
    update public.reward_triggers as t
    set name = coalesce(change_reward_trigger.name, t.name),
      definition = coalesce(change_reward_trigger.definition, t.definition),
      reward = coalesce(change_reward_trigger.reward, t.reward),
      auto_claim = coalesce(change_reward_trigger.auto_claim, t.auto_claim),
      priority = coalesce(change_reward_trigger.priority, t.priority)
    where t.id = newest.id and t.version = newest.version
    returning t.* into changed;
    return changed;
  elsif newest.status = 'retired' then
    perform app.refuse_trigger('retired');
  end if;
  insert into public.reward_triggers (
    id, version, program_id, key, name, definition, reward, auto_claim, priority, created_by
  ) values (
    newest.id, newest.version + 1, newest.program_id, newest.key, coalesce(name, newest.name),
    coalesce(definition, newest.definition), coalesce(reward, newest.reward), coalesce(auto_claim, newest.auto_claim),
    coalesce(priority, newest.priority), auth.uid()
  ) returning * into changed;
  return changed;
end
$$;

comment on function app.change_reward_trigger(uuid, text, jsonb, jsonb, boolean, integer) is
'Changes a draft, or makes one as the next version of what is live or paused; NULL: as it is. Raises IG003, IM005 for who may not, IW007, '
'IW012 (retired), and the constraints of reward_triggers.';

grant execute on function app.change_reward_trigger(uuid, text, jsonb, jsonb, boolean, integer) to authenticated, admin;
