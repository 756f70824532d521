-- Once for a level, whichever of several triggers grants it first. What was revoked can be earned again: its row lives on, with a
-- credential of its own. What the achievement gave in points stands in the row, so that a revocation takes back just that.
create or replace function app.unlock_achievement(
  user_id uuid, achievement_key text, level integer, award_id uuid, moment timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  unlocked public.user_achievements;
begin
  insert into public.user_achievements as u (user_id, achievement_key, level, awarded_at, award_id, points)
  select unlock_achievement.user_id, a.key, unlock_achievement.level, unlock_achievement.moment, unlock_achievement.award_id, a.points
  from public.achievements as a
  where a.key = unlock_achievement.achievement_key and a.retired_at is null and unlock_achievement.level = any(a.levels)
  on conflict on constraint achievement_is_unlocked_once do update set
    awarded_at = excluded.awarded_at, award_id = excluded.award_id, points = excluded.points, revoked_at = null, revoked_reason = null
  where u.revoked_at is not null
  returning u.* into unlocked;
  if not found then
    return null;
  end if;
  if unlocked.points > 0 then
    insert into public.point_balances as b (user_id, program_id, points)
    values (unlocked.user_id, app.achievement_program(), unlocked.points)
    on conflict on constraint point_balances_pkey do update set points = b.points + excluded.points;
  end if;
  perform app.prepare_credential(unlocked.id);
  return unlocked.id;
end
$$;

comment on function app.unlock_achievement(uuid, text, integer, uuid, timestamptz) is
'Unlocks a level of an achievement for a person, adds its points to the program of achievements and prepares the badge''s credential; '
'the row''s id. NULL: it was unlocked already, or there is no such level to earn (any more).';
