-- Behind the lock of the trigger: of two that ask at the same time the second sees the first.
create or replace function app.request_backfill(trigger_id uuid) returns public.reward_backfills
language plpgsql security definer set search_path = '' as $$
declare
  trigger public.reward_triggers;
  backfill public.reward_backfills;
  reason text;
begin
  perform app.lock_reward_trigger(trigger_id);
  select t.* into trigger from public.reward_triggers as t
  where t.id = request_backfill.trigger_id and t.status in ('live', 'paused');
  select b.* into backfill from public.reward_backfills as b
  where b.trigger_id = trigger.id and b.version = trigger.version;
  reason := case
    when trigger.status is distinct from 'live' then 'not_live'
    when trigger.carry_counters then 'counters_carried'
    when backfill.status <> 'failed' then 'asked_before'
  end;
  if reason is not null then
    raise exception using
      errcode = 'IW016', message = 'no backfill',
      detail = jsonb_strip_nulls(jsonb_build_object('reason', reason, 'status', backfill.status))::text;
  end if;
  insert into public.reward_backfills as b (brand_id, trigger_id, version, live_at, requested_by)
  values (trigger.brand_id, trigger.id, trigger.version, trigger.live_at, auth.uid())
  on conflict on constraint reward_backfill_happens_once do update set
  status = 'waiting', finished_at = null, attempts = 0, available_at = now(), last_error = null
  returning b.* into backfill;
  return backfill;
end
$$;

comment on function app.request_backfill(uuid) is
'Facts from before the live version of a trigger went live are counted for it, too, once a version; one that failed goes on where it was. '
'Raises IG003, IM005 for who may not, IW016 with the reason: not_live, counters_carried (they are in there already), asked_before.';

grant execute on function app.request_backfill(uuid) to authenticated, admin;
