-- What others keep of a badge proves nothing any more: its bit is set, and its page says so. The hash of the address goes, too.
create or replace function app.forget_badges(user_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  forgotten bigint;
begin
  perform app.revoke_credential(c.user_achievement_id) from public.badge_credentials as c
  where c.user_id = forget_badges.user_id and c.revoked_at is null;
  update public.badge_credentials as c set jwt = null, identity_salt = null, identity_hash = null, last_error = null
  where c.user_id = forget_badges.user_id;
  get diagnostics forgotten = row_count;
  update public.user_achievements as a
  set published_at = null, revoked_at = coalesce(a.revoked_at, now()), revoked_reason = coalesce(a.revoked_reason, 'The account was erased.')
  where a.user_id = forget_badges.user_id;
  return jsonb_build_object('badge_credentials', forgotten);
end
$$;

comment on function app.forget_badges(uuid) is
'For an erasure: revokes what somebody unlocked with its badges, without their texts; how many credentials there were.';
