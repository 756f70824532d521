-- Definer, because people do not read settings: functions do it for them.
create or replace function app.setting(key text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select s.value from public.admin_settings as s where s.key = setting.key),
    (select to_jsonb(known.default_value) from app.setting_definitions() as known where known.key = setting.key)
  )
$$;

comment on function app.setting(text) is
'The value in force: the administrator''s, else the default; NULL for an unknown key.';

grant execute on function app.setting(text) to app_owner, authenticated, admin, service;
