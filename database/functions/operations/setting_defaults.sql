-- Sixty rows of constants are dear to read for one of them: without an argument, this is worked out when a statement is planned.
create or replace function app.setting_defaults() returns jsonb
language sql immutable parallel safe set search_path = ''
return (select jsonb_object_agg(known.key, known.default_value) from app.setting_definitions() as known);

comment on function app.setting_defaults() is 'The defaults of all settings by their keys: app.setting looks one up.';
