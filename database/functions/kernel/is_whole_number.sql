-- owner: app_owner
-- CASE keeps the order: what is no number is never cast.
create or replace function app.is_whole_number(value jsonb, lowest bigint, highest bigint) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(
    case when jsonb_typeof(value) = 'number' and value::text ~ '^-?[0-9]{1,15}$' then value::text::bigint between lowest and highest end,
    false
  )
$$;

comment on function app.is_whole_number(jsonb, bigint, bigint) is
'Whether a JSON value is a number of at most 15 digits, without a fraction, between two others; never NULL, never an error.';

grant execute on function app.is_whole_number(jsonb, bigint, bigint) to app_internal, admin, service, authenticated;
