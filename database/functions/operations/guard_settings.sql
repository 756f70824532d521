-- Settings that need each other. Their range is their own (app.setting_is_valid); how they fit together is asked here, one
-- change at a time: two administrators would otherwise pass each other with values that fit what was there before.
create or replace function app.guard_settings() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  least_retention integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('app.guard_settings', 0));
  -- A click that is gone credits nothing: it stays as long as an order may follow it, and be reported.
  least_retention := (app.setting('conversion_window_days') #>> '{}')::integer
    + (app.setting('conversion_report_days') #>> '{}')::integer;
  if (app.setting('tracking_retention_days') #>> '{}')::integer < least_retention then
    raise exception using
      errcode = 'IV001', message = 'clicks would be gone before their orders may come',
      detail = jsonb_build_object('setting', 'tracking_retention_days', 'least', least_retention)::text;
  end if;
  return null;
end
$$;

comment on function app.guard_settings() is
'AFTER any change of a tracking setting: tracking_retention_days covers conversion_window_days and '
'conversion_report_days together. Raises IV001.';

grant execute on function app.guard_settings() to app_owner;

create or replace trigger guard_settings after insert or update on admin_settings
for each row when (new.key in ('tracking_retention_days', 'conversion_window_days', 'conversion_report_days'))
execute function app.guard_settings();
create or replace trigger guard_settings_that_go after delete on admin_settings
for each row when (old.key in ('tracking_retention_days', 'conversion_window_days', 'conversion_report_days'))
execute function app.guard_settings();
