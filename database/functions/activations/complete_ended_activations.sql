-- Past its end an activation is closed by its times. For two days more gates send what they took offline, and whoever runs it may
-- still move its end; then it is a record.
create or replace function app.complete_ended_activations(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  activation public.activations;
  completed integer := 0;
begin
  for activation in
    select a.* from public.activations as a
    where a.status in ('active', 'paused') and a.ends_at <= as_of - interval '48 hours'
    order by a.ends_at limit at_most for no key update skip locked
  loop
    perform app.step_activation(activation, 'completed', '{active,paused}');
    completed := completed + 1;
  end loop;
  return completed;
end
$$;

comment on function app.complete_ended_activations(timestamptz, integer) is
'Activations that ended 48 hours before as_of are completed, those that wait longest first; how many.';

grant execute on function app.complete_ended_activations(timestamptz, integer) to service;
