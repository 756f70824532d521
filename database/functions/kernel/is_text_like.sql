-- owner: app_owner
create or replace function app.is_text_like(value jsonb, pattern text, most integer) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(jsonb_typeof(value) = 'string' and length(value #>> '{}') <= most and value #>> '{}' ~ pattern, false)
$$;

comment on function app.is_text_like(jsonb, text, integer) is
'Whether a JSON value is a text that matches a pattern and has at most so many characters; never NULL, never an error.';

grant execute on function app.is_text_like(jsonb, text, integer) to app_internal, admin, service, authenticated;
