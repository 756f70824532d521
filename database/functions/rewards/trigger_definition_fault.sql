-- What a check cannot ask: it may read no table. A fact has the fields of its type alone, so that a condition on another one would
-- never be met, or never be missed, and nobody would know why.
create or replace function app.trigger_definition_fault(definition jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  type public.fact_types;
  spec constant jsonb := coalesce(definition -> 'count', '{}');
  fault jsonb;
begin
  select t.* into type from public.fact_types as t where t.key = definition ->> 'on';
  if type.key is null or not app.is_trigger_definition(definition) then
    return null; -- the table's own checks say so
  end if;
  select jsonb_build_object(
    'field', format('definition.where.%s.%s', c.place - 1, case c.reason when 'not_this_kind' then 'value' else 'field' end),
    'reason', c.reason
  ) into fault
  from (
    select w.place, app.condition_fault(type, w.asked) as reason
    from jsonb_array_elements(coalesce(definition -> 'where', '[]')) with ordinality as w (asked, place)
  ) as c
  where c.reason is not null order by c.place limit 1;
  return coalesce(fault, case
    when definition ->> 'who' is not null and 'role' <> all(type.text_fields)
      then jsonb_build_object('field', 'definition.who', 'reason', 'field_unknown')
    when definition ->> 'window' = 'campaign' and 'campaign_id' <> all(type.text_fields)
      then jsonb_build_object('field', 'definition.window', 'reason', 'field_unknown')
    when spec ->> 'what' = 'sum' and spec ->> 'field' <> all(type.numeric_fields)
      then jsonb_build_object('field', 'definition.count.field', 'reason', 'no_number')
    when spec ->> 'what' = 'distinct' and spec ->> 'field' <> all(type.text_fields)
      then jsonb_build_object('field', 'definition.count.field', 'reason', 'no_text')
    when spec ->> 'what' = 'sum' and spec ->> 'field' = 'price' and not exists (
      select from jsonb_array_elements(coalesce(definition -> 'where', '[]')) as w (asked)
      where w.asked ->> 'field' = 'currency' and w.asked ->> 'op' = 'eq'
    ) then jsonb_build_object('field', 'definition.where', 'reason', 'currency_missing')
    when nullif(definition ->> 'time_zone', 'user') is not null and not app.is_time_zone(definition ->> 'time_zone')
      then jsonb_build_object('field', 'definition.time_zone', 'reason', 'time_zone_unknown')
  end);
end
$$;

comment on function app.trigger_definition_fault(jsonb) is
'What a definition asks that facts of its type cannot answer: {"field": where it stands, "reason"}; NULL where nothing is wrong, or where the '
'type is unknown or the definition none, as the constraints of reward_triggers say.';

grant execute on function app.trigger_definition_fault(jsonb) to authenticated, admin;
