-- One statement for one level or for all that are unlocked. Somebody else's achievement is none: nobody learns what others have.
create or replace function app.publish_achievement(achievement_key text, published boolean, level integer default null)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  changed integer;
  revoked timestamptz;
begin
  update public.user_achievements as u
  set published_at = case when publish_achievement.published then coalesce(u.published_at, now()) end
  where u.user_id = auth.uid() and u.achievement_key = publish_achievement.achievement_key
    and u.level = coalesce(publish_achievement.level, u.level) and u.revoked_at is null;
  get diagnostics changed = row_count;
  if changed > 0 then
    return changed;
  end if;
  select max(u.revoked_at) into revoked from public.user_achievements as u
  where u.user_id = auth.uid() and u.achievement_key = publish_achievement.achievement_key
    and u.level = coalesce(publish_achievement.level, u.level);
  if revoked is null then
    raise exception using errcode = 'IG003', message = 'not unlocked', detail = '{}';
  elsif publish_achievement.published then
    raise exception using
      errcode = 'IW018', message = 'the badge was revoked', detail = jsonb_build_object('revoked_at', revoked)::text;
  end if;
  return 0; -- a revoked badge is not public already
end
$$;

comment on function app.publish_achievement(text, boolean, integer) is
'Makes the pages of the caller''s badges of an achievement public, or private again: of a level, without one of all that are unlocked; '
'how many. Raises IG003 where nothing is unlocked, IW018 where it was revoked.';

grant execute on function app.publish_achievement(text, boolean, integer) to authenticated, admin;
