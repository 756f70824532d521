-- As people are today. There are no segments yet: a trigger for one counts nobody.
create or replace function app.is_in_audience(user_id uuid, audience jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_typeof(audience), 'null') = 'null' or (
    coalesce(jsonb_typeof(audience -> 'segment_id'), 'null') = 'null'
    and (coalesce(audience -> 'roles', '[]') in ('[]', 'null') or exists (
      select from public.user_roles as r
      where r.user_id = is_in_audience.user_id and audience -> 'roles' ? r.role::text
    ))
    and (coalesce(audience -> 'tiers', '[]') in ('[]', 'null') or exists (
      select from public.agent_profiles as a
      where a.user_id = is_in_audience.user_id and a.status <> 'banned' and audience -> 'tiers' ? a.tier
    ))
  )
$$;

comment on function app.is_in_audience(uuid, jsonb) is 'Whether somebody is among those whom a trigger is for: by their roles, and as an agent by their tier.';
