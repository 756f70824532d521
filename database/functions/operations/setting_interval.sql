-- All settings are whole numbers; the unit stands in the name of the key.
create or replace function app.setting_interval(key text, unit text) returns interval
language sql stable set search_path = ''
return ((app.setting(key) #>> '{}') || ' ' || unit)::interval;

comment on function app.setting_interval(text, text) is 'A setting that counts days or hours, as an interval.';
