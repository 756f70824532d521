-- owner: app_owner
-- Immutable, so that a constant key is looked up once per plan.
create or replace function app.setting_default(key text) returns integer
language sql immutable parallel safe set search_path = ''
return (
  select known.default_value::integer
  from app.setting_definitions() as known
  where known.key = setting_default.key
);

comment on function app.setting_default(text) is 'The default of a setting; NULL for an unknown key.';

grant execute on function app.setting_default(text) to app_internal;
