-- Whoever has the address reads it, so this function is the whole rule: its person published it, and is one of us today.
create or replace function app.shown_badge(credential_id uuid) returns table (
  state text, successor uuid, jwt text, person text, achievement_key text, level integer, levels integer[], name text,
  description text, criteria text, image_key text, awarded_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select
    case when c.revoked_at is null then 'valid' when a.revoked_at is null then 'replaced' else 'revoked' end,
    n.id, case when c.revoked_at is null then c.jwt end,
    case when a.revoked_at is null then coalesce(nullif(k.display_name, ''), p.full_name, '') else '' end,
    d.key, a.level, d.levels, d.name, d.description, d.criteria, d.image_key, a.awarded_at
  from public.badge_credentials as c
  inner join public.user_achievements as a on a.id = c.user_achievement_id
  inner join public.achievements as d on d.key = a.achievement_key
  inner join auth.users as u on u.id = c.user_id
  inner join public.user_profiles as p on p.id = c.user_id
  left join public.creator_profiles as k on k.user_id = c.user_id
  left join public.badge_credentials as n
  on n.user_achievement_id = a.id and n.revoked_at is null and n.jwt is not null and c.revoked_at is not null
  where c.id = shown_badge.credential_id
    and (
      a.revoked_at is not null
      or (
        a.published_at is not null and u.status = 'active'
        and ((c.revoked_at is null and c.jwt is not null) or n.id is not null)
      )
    )
$$;

comment on function app.shown_badge(uuid) is
'What everybody may see of a badge: valid, replaced (by successor) or revoked, which is all that is then told; no row for one that is '
'private, not signed yet, or of somebody who is barred.';

grant execute on function app.shown_badge(uuid) to anon, authenticated, admin;
