-- Where another award stands for the same badge (they are had with the grant), the badge stays and is that award's from now on.
create or replace function app.revoke_achievement(award_id uuid, reason text, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  lost public.user_achievements;
  other_award_id uuid;
begin
  select u.* into lost from public.user_achievements as u
  where u.award_id = revoke_achievement.award_id and u.revoked_at is null for update;
  if not found then
    return;
  end if;
  select a.id into other_award_id from public.reward_awards as a
  where a.user_id = lost.user_id and a.id <> lost.award_id and a.kind = 'badge' and a.status in ('granted', 'claimed', 'fulfilled')
    and a.reward ->> 'achievement' = lost.achievement_key and coalesce((a.reward ->> 'level')::integer, 1) = lost.level
  order by a.granted_at, a.id limit 1;
  if found then
    update public.user_achievements as u set award_id = other_award_id where u.id = lost.id;
    return;
  end if;
  update public.user_achievements as u
  set revoked_at = revoke_achievement.moment, revoked_reason = revoke_achievement.reason, published_at = null, points = 0
  where u.id = lost.id;
  update public.point_balances as b set points = greatest(b.points - lost.points, 0)
  where b.user_id = lost.user_id and b.program_id = app.achievement_program() and lost.points > 0;
  perform app.revoke_credential(lost.id);
end
$$;

comment on function app.revoke_achievement(uuid, text, timestamptz) is
'Takes back what an award unlocked, with its points, its page and its credential. Nothing where it did not, or was taken back before.';
