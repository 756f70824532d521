-- Definer, because people do not read settings: functions do it for them. The part that finds nothing has sessions that are open
-- plan this anew where a release changes the definitions, of which app.setting_defaults is a constant in the plan.
create or replace function app.setting(key text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    (select s.value from public.admin_settings as s where s.key = setting.key),
    app.setting_defaults() -> setting.key,
    (select to_jsonb(known.key) from app.setting_definitions() as known where false)
  );
end
$$;

comment on function app.setting(text) is
'The value in force: the administrator''s, else the default; NULL for an unknown key.';

grant execute on function app.setting(text) to app_owner, authenticated, admin, service;
