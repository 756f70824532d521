-- owner: app_owner
-- A cast to interval depends on a setting of the session, and a check must not.
create or replace function app.cooldown_minutes(cooldown text) returns integer
language sql immutable strict parallel safe set search_path = '' as $$
  select (coalesce(m.part[1]::integer, 0) * 7 + coalesce(m.part[2]::integer, 0)) * 1440
    + coalesce(m.part[3]::integer, 0) * 60 + coalesce(m.part[4]::integer, 0)
  from regexp_match(
    cooldown, '^P(?:([0-9]{1,2})W|(?:([0-9]{1,3})D)?(?:T(?=[0-9])(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?)?)$'
  ) as m (part)
$$;

comment on function app.cooldown_minutes(text) is
'Minutes of an ISO 8601 duration of weeks, or of days, hours and minutes (P2W, P1DT12H30M); NULL for anything else.';

grant execute on function app.cooldown_minutes(text) to app_internal, admin, service, authenticated;
