-- owner: app_owner
create or replace function app.is_list_of_texts(value jsonb, pattern text, most integer) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if jsonb_typeof(value) is distinct from 'array' then
    return false;
  end if;
  return jsonb_array_length(value) <= most and not exists (
    select from jsonb_array_elements(value) as v (one) where not app.is_text_like(v.one, pattern, 64)
  );
end
$$;

comment on function app.is_list_of_texts(jsonb, text, integer) is
'Whether a JSON value is a list of at most so many texts that match a pattern, of at most 64 characters each; never NULL, never an error.';

grant execute on function app.is_list_of_texts(jsonb, text, integer) to app_internal, admin, service, authenticated;
