-- Versions come and go one after another. Behind a lock on a row who waits would still see the versions of before.
create or replace function app.lock_reward_trigger(trigger_id uuid) returns public.reward_triggers
language plpgsql security definer set search_path = '' as $$
declare
  newest public.reward_triggers;
begin
  perform pg_advisory_xact_lock(hashtextextended('reward_trigger:' || trigger_id, 0));
  select t.* into newest from public.reward_triggers as t where t.id = trigger_id order by t.version desc limit 1;
  if newest.id is null then
    raise exception using errcode = 'IG003', message = 'no such trigger', detail = '{}';
  end if;
  perform app.require_manager(newest.brand_id);
  return newest;
end
$$;

comment on function app.lock_reward_trigger(uuid) is
'The newest version of a trigger; until the end of the transaction nobody else makes or moves one. Raises IG003, IM005 for who may not.';
