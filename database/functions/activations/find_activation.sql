-- The door remembers it for a minute (page and scan know no more of an activation than this). What is printed may be scanned
-- before it starts and after it ended, and says so; a draft says nothing to anybody.
create or replace function app.find_activation(code text) returns table (
  activation_id uuid, code_id uuid, brand_id uuid, campaign_id uuid, brand_name text, name text, kind text, is_open boolean,
  starts_at timestamptz, ends_at timestamptz, code_mode text, rotate_seconds integer, grace_steps integer,
  secret_version integer, min_age integer, fence_mode text, landing_url text, locale text, peak boolean
)
language sql stable security definer set search_path = '' as $$
  select
    a.id, c.id, a.brand_id, a.campaign_id, b.name, a.name, a.kind, app.is_activation_open(a, c, now()), a.starts_at, a.ends_at,
    a.code_mode, a.rotate_seconds, a.grace_steps, c.secret_version, a.min_age, a.fence_mode,
    case when exists (select from app.active_members(a.brand_id)) then a.landing_url end, a.locale, a.peak
  from public.activation_codes as c
  inner join public.activations as a on a.id = c.activation_id
  inner join public.brand_profiles as b on b.id = a.brand_id
  where c.short_code = find_activation.code and a.status <> 'draft' and (c.disabled_at is null or c.disabled_at > now())
    and (c.expires_at is null or c.expires_at > now())
$$;

comment on function app.find_activation(text) is
'What a code is of; no row for one that is unknown, disabled or past, and for a draft''s. is_open: whether a scan would count now. '
'landing_url is none where the brand has nobody left who can act: nobody is led on for it.';

grant execute on function app.find_activation(text) to scan_login, api_login, service;
