-- PostgreSQL also takes abbreviations and rules ("CET", "EST5EDT4", "UTC-25"); people live in places.
create or replace function app.is_time_zone(name text) returns boolean
language plpgsql immutable strict set search_path = '' as $$
begin
  if name !~ '^([A-Z][A-Za-z]+(/[A-Z][A-Za-z_+-]*[A-Za-z0-9]){1,2}|UTC)$' or length(name) > 64 then
    return false;
  end if;
  return timezone(name, 'epoch'::timestamptz) is not null;
exception when invalid_parameter_value then
  return false;
end
$$;

comment on function app.is_time_zone(text) is 'Whether it is the IANA name of a time zone of a place (Europe/Berlin), or UTC.';

grant execute on function app.is_time_zone(text) to authenticated, admin, service, app_owner;
