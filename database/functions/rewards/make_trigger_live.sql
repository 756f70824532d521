-- Each fact is counted behind the lock `rewards`, shared. Here it is taken exclusively: what was applied before live_at is the
-- backfill's, and what comes after is counted as it comes; nothing is both or neither.
create or replace function app.make_trigger_live(
  trigger_id uuid, version integer, carry_counters boolean, backfill boolean
) returns public.reward_triggers
language plpgsql security definer set search_path = '' as $$
declare
  before public.reward_triggers;
  wanted public.reward_triggers;
  obstacle jsonb;
begin
  perform app.lock_reward_trigger(trigger_id); -- who may not do it, makes nobody wait
  perform pg_advisory_xact_lock(hashtextextended('rewards', 0));
  select t.* into wanted from public.reward_triggers as t where t.id = trigger_id and t.version = make_trigger_live.version;
  if wanted.id is null then
    raise exception using errcode = 'IG003', message = 'no such version', detail = '{}';
  elsif wanted.status <> 'draft' then
    raise exception using
      errcode = 'IW003', message = format('%s goes live no more', wanted.status),
      detail = jsonb_build_object('table', 'reward_triggers', 'from', wanted.status, 'to', 'live', 'allowed', '[]'::jsonb)::text;
  end if;
  select t.* into before from public.reward_triggers as t where t.id = trigger_id and t.status in ('live', 'paused');
  obstacle := case
    when carry_counters and backfill then jsonb_build_object('reason', 'carried_and_counted_again')
    when carry_counters and before.id is not null and app.counting_of(before) <> app.counting_of(wanted)
      then jsonb_build_object('reason', 'counters_differ')
    -- It ends with its version: what it had not counted yet would be counted by nobody.
    when carry_counters and exists (
      select from public.reward_backfills as b
      where b.trigger_id = before.id and b.version = before.version and b.status in ('waiting', 'running')
    ) then jsonb_build_object('reason', 'backfill_open')
    else app.trigger_obstacle(wanted)
  end;
  if obstacle is not null then
    perform app.refuse_trigger(obstacle ->> 'reason', obstacle);
  end if;
  update public.reward_triggers as t set status = 'retired' where t.id = before.id and t.version = before.version;
  update public.reward_triggers as t
  set status = 'live', live_at = clock_timestamp(), carry_counters = make_trigger_live.carry_counters
  where t.id = wanted.id and t.version = wanted.version
  returning t.* into wanted;
  if carry_counters and before.id is not null then
    perform app.carry_counters(wanted.id, before.version, wanted.version);
  elsif backfill then
    insert into public.reward_backfills (brand_id, trigger_id, version, live_at, requested_by)
    values (wanted.brand_id, wanted.id, wanted.version, wanted.live_at, auth.uid());
  end if;
  return wanted;
end
$$;

comment on function app.make_trigger_live(uuid, integer, boolean, boolean) is
'A draft version counts from now on, and the one before it no more. carry_counters: it goes on with the counters of that one, which counted '
'the same; backfill: facts of before are counted, too (reward_backfills). Raises IG003, IM005 for who may not, IW003, IW012 with the reason.';

grant execute on function app.make_trigger_live(uuid, integer, boolean, boolean) to authenticated, admin;
