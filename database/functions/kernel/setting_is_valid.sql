-- owner: app_owner
-- Asked by the constraint of admin_settings, which looks at new values only: a narrower range leaves stored ones alone.
create or replace function app.setting_is_valid(key text, value jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
return exists (
  select 1
  from app.setting_definitions() as known
  where known.key = setting_is_valid.key
    and jsonb_typeof(setting_is_valid.value) = 'number'
    and case when jsonb_typeof(setting_is_valid.value) = 'number' then
        setting_is_valid.value::numeric % 1 = 0
        and setting_is_valid.value::numeric between known.minimum and known.maximum
      else false end
);

comment on function app.setting_is_valid(text, jsonb) is 'Whether the key is known and the value within its range.';

grant execute on function app.setting_is_valid(text, jsonb) to admin, service, app_internal;
