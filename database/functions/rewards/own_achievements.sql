-- One statement for the whole page. A person does not see triggers; what this tells of them is what their own facts came to.
create or replace function app.own_achievements() returns table (
  key text, name text, description text, criteria text, translations jsonb, image_key text, audience text, hidden boolean, points integer,
  retired_at timestamptz, levels jsonb
)
language sql stable security definer set search_path = '' as $$
  with mine as materialized (
    select u.achievement_key, u.level, u.awarded_at, u.published_at, u.revoked_at, u.revoked_reason, c.id as credential_id
    from public.user_achievements as u
    left join public.badge_credentials as c on c.user_achievement_id = u.id and c.revoked_at is null
    where u.user_id = auth.uid()
  ),
  progress as materialized (select p.* from app.own_badge_progress() as p)
  select
    a.key, a.name, a.description, a.criteria, a.translations, a.image_key, a.audience, a.hidden, a.points, a.retired_at,
    (
      select jsonb_agg(jsonb_build_object(
        'level', l.level, 'unlocked_at', case when m.revoked_at is null then m.awarded_at end, 'published_at', m.published_at,
        'credential_id', m.credential_id, 'revoked_at', m.revoked_at, 'revoked_reason', m.revoked_reason,
        'progress', case when p.level is not null and a.retired_at is null then jsonb_build_object(
          'value', p.value, 'target', p.target, 'remaining', greatest(p.target - p.value, 0), 'window', p.counting_window, 'counted',
          case when p.is_next then app.own_counted_facts(p.trigger_id, p.version, p.first_period, p.last_period) end
        ) end
      ) order by l.level)
      from unnest(a.levels) as l (level)
      left join mine as m on m.achievement_key = a.key and m.level = l.level
      left join progress as p on p.achievement_key = a.key and p.level = l.level
    )
  from public.achievements as a
  where exists (select from mine as m where m.achievement_key = a.key)
    or (not a.hidden and a.retired_at is null and (
      a.audience = 'everybody'
      or exists (select from public.user_roles as r where r.user_id = auth.uid() and r.role = a.audience)
      or (a.audience = 'brand' and exists (select from public.brand_memberships as b where b.user_id = auth.uid()))
    ))
  order by a.audience <> 'everybody', a.audience, a.created_at, a.key
$$;

comment on function app.own_achievements() is
'What the caller can achieve in their roles, and whatever they have achieved: hidden and retired ones only if they have them. levels: each '
'with when it was unlocked, published and revoked, its credential, and how far it is where it is open; what counted for the lowest open one.';

grant execute on function app.own_achievements() to authenticated, admin;
