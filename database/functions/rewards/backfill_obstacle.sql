create or replace function app.backfill_obstacle(trigger public.reward_triggers) returns text
language sql stable set search_path = '' as $$
  select case
    when trigger.status = 'retired' then 'retired'
    when p.status = 'ended' or p.ends_at <= now() then 'program_ended'
    when trigger.status <> 'live' or p.status <> 'active' then 'paused'
  end
  from public.reward_programs as p where p.id = trigger.program_id
$$;

comment on function app.backfill_obstacle(public.reward_triggers) is
'Why a version counts nothing of before now: retired or program_ended (and never will), paused (it or its program; also for want of '
'money); NULL where nothing is in the way.';
