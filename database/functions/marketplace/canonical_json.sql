-- jsonb orders keys by their length. Two who hash the same terms have to write them the same way, whatever they run on: keys
-- in the order of their code points, nothing between the tokens. As json.dumps(sort_keys=True, separators=(",", ":"),
-- ensure_ascii=False) does.
create or replace function app.canonical_json(value jsonb) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case jsonb_typeof(value)
    when 'object' then '{' || coalesce((
      select string_agg(to_json(e.key)::text || ':' || app.canonical_json(e.value), ',' order by e.key collate "C")
      from jsonb_each(canonical_json.value) as e
    ), '') || '}'
    when 'array' then '[' || coalesce((
      select string_agg(app.canonical_json(e.value), ',' order by e.place)
      from jsonb_array_elements(canonical_json.value) with ordinality as e (value, place)
    ), '') || ']'
    else value::text
  end;
end
$$;

comment on function app.canonical_json(jsonb) is
'A JSON text that does not depend on who writes it: sorted keys, no white space. What is hashed of a deal''s terms.';
