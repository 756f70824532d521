create or replace function app.estimated_rows(condition text) returns numeric
language plpgsql strict set search_path = '' as $$
declare
  plan json;
begin
  execute 'explain (format json) select from public.creator_directory as d where ' || condition into plan;
  return greatest((plan -> 0 -> 'Plan' ->> 'Plan Rows')::numeric, 1);
end
$$;

comment on function app.estimated_rows(text) is
'How many rows of creator_directory (d) the planner expects to meet a condition that app.find_creators made; NULL for none.';
