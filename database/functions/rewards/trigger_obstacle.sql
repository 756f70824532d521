-- Asked behind the lock `rewards`, exclusively: of two that would be the last one, or close a circle, the second sees the first.
create or replace function app.trigger_obstacle(trigger public.reward_triggers) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  kind constant text := trigger.reward ->> 'kind';
  program public.reward_programs;
  live bigint;
  lives_of_brand bigint;
  unknown text;
begin
  select p.* into program from public.reward_programs as p where p.id = trigger.program_id;
  select count(distinct t.id), count(distinct t.id) filter (where t.brand_id = trigger.brand_id) into live, lives_of_brand
  from public.reward_triggers as t where t.status in ('live', 'paused') and t.id <> trigger.id;
  select r.key into unknown from jsonb_array_elements_text(coalesce(trigger.definition -> 'requires', '[]')) as r (key)
  where not exists (select from public.achievements as a where a.key = r.key and a.retired_at is null) limit 1;
  return case
    when program.status = 'ended' then jsonb_build_object('reason', 'program_ended')
    when kind in ('token', 'coupon', 'locker') then jsonb_build_object('reason', 'kind_is_off', 'kind', kind)
    when kind = 'money' and trigger.reward ->> 'currency' is distinct from program.currency
      then jsonb_build_object('reason', 'currency_differs', 'currency', program.currency)
    when live >= 200 then jsonb_build_object('reason', 'too_many_live', 'most', 200)
    when lives_of_brand >= 20 then jsonb_build_object('reason', 'too_many_live', 'most', 20)
    when unknown is not null then jsonb_build_object('reason', 'achievement_unknown', 'achievement', unknown)
    when kind = 'badge' and not exists (
      select from public.achievements as a
      where a.key = trigger.reward ->> 'achievement' and a.retired_at is null
        and coalesce((trigger.reward ->> 'level')::integer, 1) = any(a.levels)
    ) then jsonb_build_object('reason', 'achievement_unknown', 'achievement', trigger.reward ->> 'achievement')
    when app.unknown_tier(trigger) is not null then jsonb_build_object('reason', 'tier_unknown', 'tier', app.unknown_tier(trigger))
    when kind = 'badge' and app.requires_itself(trigger)
      then jsonb_build_object('reason', 'requires_itself', 'achievement', trigger.reward ->> 'achievement')
  end;
end
$$;

comment on function app.trigger_obstacle(public.reward_triggers) is
'Why a version cannot go live: {"reason", …}: program_ended, kind_is_off, currency_differs, too_many_live (200 in all, 20 of a brand), '
'achievement_unknown, tier_unknown, requires_itself; NULL where nothing is in the way.';
