-- Its campaign may be over by now: the gate of an event does not close because a budget is used up.
create or replace function app.resume_activation(activation_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  activation constant public.activations := app.lock_activation(activation_id);
begin
  if activation.status = 'paused' and activation.ends_at <= now() then
    raise exception using errcode = 'IA006', message = 'its end has passed', detail = '{"lacks": ["time"]}';
  end if;
  perform app.step_activation(activation, 'active', '{paused}');
end
$$;

comment on function app.resume_activation(uuid) is
'What was paused takes scans again, whatever its campaign does. Raises IG003, IM005, IA001, IA006 (lacks: time).';

grant execute on function app.resume_activation(uuid) to authenticated, admin;
