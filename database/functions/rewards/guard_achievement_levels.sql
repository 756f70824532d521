-- Whoever goes live at the same moment waits: app.make_trigger_live holds the lock exclusively, who unlocks holds it shared.
create or replace function app.guard_achievement_levels() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  gone integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('rewards', 0));
  select min(l.level) into gone
  from unnest(old.levels) as l (level)
  where l.level <> all(new.levels) and (
    exists (select from public.user_achievements as u where u.achievement_key = new.key and u.level = l.level)
    or exists (
      select from public.reward_triggers as t
      where t.status in ('live', 'paused') and t.reward ->> 'kind' = 'badge' and t.reward ->> 'achievement' = new.key
        and coalesce((t.reward ->> 'level')::integer, 1) = l.level
    )
  );
  if gone is not null then
    raise exception using
      errcode = 'IW019',
      message = 'a level that somebody has, or that a live trigger grants, stays',
      detail = jsonb_build_object('level', gone)::text;
  end if;
  return new;
end
$$;

comment on function app.guard_achievement_levels() is
'Keeps the levels of an achievement that people have, or that a live or paused trigger grants.';

grant execute on function app.guard_achievement_levels() to app_owner;

create or replace trigger guard_achievement_levels before update of levels on public.achievements
for each row when (old.levels is distinct from new.levels) execute function app.guard_achievement_levels();
