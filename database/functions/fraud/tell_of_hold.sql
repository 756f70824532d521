-- Why is not said: who cheats would cheat around it, and who does not is not accused.
create or replace function app.tell_of_hold(agent_user_id uuid, group_id uuid, commissions integer) returns void
language sql security definer set search_path = '' as $$
  insert into public.notifications (user_id, category, type, title, message, metadata, deduplication_key)
  values (
    tell_of_hold.agent_user_id, 'agents', 'commission_held', 'Commissions wait for a check',
    'Some of your commissions are paid once we have looked at them. You need not do anything.',
    jsonb_build_object('commissions', tell_of_hold.commissions), 'commission_held:' || tell_of_hold.group_id
  )
  on conflict (user_id, deduplication_key) where deduplication_key is not null do nothing
$$;

comment on function app.tell_of_hold(uuid, uuid, integer) is 'Tells an agent, once for a fraud group, that commissions wait.';
