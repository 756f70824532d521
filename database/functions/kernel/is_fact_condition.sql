-- owner: app_owner
-- As common.models.reward_definitions.Condition; what holds of a type of fact is app.guard_trigger_definition's.
create or replace function app.is_fact_condition(asked jsonb) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  value constant jsonb := asked -> 'value';
  op constant text := asked ->> 'op';
  outermost constant bigint := 999999999999999;
begin
  if jsonb_typeof(asked) is distinct from 'object' or asked - array['field', 'op', 'value'] <> '{}'
    or not app.is_text_like(asked -> 'field', '^[a-z][a-z_]{0,31}$', 32) or not app.is_text_like(asked -> 'op', '', 10) then
    return false;
  elsif op in ('gt', 'gte', 'lt', 'lte') then
    return app.is_whole_number(value, -outermost, outermost);
  elsif op in ('eq', 'ne') then
    return app.is_whole_number(value, -outermost, outermost) or app.is_text_like(value, '', 200);
  elsif op = 'contains' then
    return app.is_text_like(value, '', 200);
  elsif op = 'exists' then
    return value is null or jsonb_typeof(value) = 'boolean';
  elsif op = 'in' and jsonb_typeof(value) = 'array' and jsonb_array_length(value) between 1 and 50 then
    return (
      select bool_and(app.is_whole_number(v.one, -outermost, outermost)) or bool_and(app.is_text_like(v.one, '', 200))
      from jsonb_array_elements(value) as v (one)
    );
  end if;
  return false;
end
$$;

comment on function app.is_fact_condition(jsonb) is
'Whether it is a condition of a reward trigger: {field, op, value}, the value as the operator takes it; never NULL, never an error.';

grant execute on function app.is_fact_condition(jsonb) to app_internal, admin, service, authenticated;
