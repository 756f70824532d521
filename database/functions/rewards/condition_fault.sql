create or replace function app.condition_fault(type public.fact_types, asked jsonb) returns text
language sql stable set search_path = '' as $$
  select case
    when asked ->> 'field' <> all(type.numeric_fields || type.text_fields) then 'field_unknown'
    when asked ->> 'op' in ('gt', 'gte', 'lt', 'lte') and asked ->> 'field' <> all(type.numeric_fields) then 'no_number'
    when asked ->> 'op' = 'contains' and asked ->> 'field' <> all(type.text_fields) then 'no_text'
    when asked ->> 'op' in ('eq', 'ne', 'in') and (asked ->> 'field' = any(type.numeric_fields))
      <> (jsonb_typeof(case asked ->> 'op' when 'in' then asked -> 'value' -> 0 else asked -> 'value' end) = 'number')
      then 'not_this_kind'
  end
$$;

comment on function app.condition_fault(public.fact_types, jsonb) is
'What a condition asks that facts of the type cannot answer: field_unknown, no_number, no_text, not_this_kind (a number for a text, or a text '
'for a number); NULL where nothing is wrong.';
