-- owner: app_owner
create or replace function app.is_count_spec(spec jsonb) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(case
    when jsonb_typeof(spec) = 'object' and spec - array['what', 'field'] = '{}'
      and app.is_text_like(coalesce(spec -> 'what', '"events"'), '^(events|sum|distinct|streak_days)$', 12) then
      case
        when spec ->> 'what' in ('sum', 'distinct') then app.is_text_like(spec -> 'field', '^[a-z][a-z_]{0,31}$', 32)
        else coalesce(spec -> 'field', 'null') = 'null'
      end
  end, false)
$$;

comment on function app.is_count_spec(jsonb) is
'Whether a JSON value says what a reward trigger adds up: {what, field}; never NULL, never an error.';

grant execute on function app.is_count_spec(jsonb) to app_internal, admin, service, authenticated;
