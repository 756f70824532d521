create or replace function app.complete_activation(activation_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app.step_activation(app.lock_activation(activation_id), 'completed', '{active,paused}');
end
$$;

comment on function app.complete_activation(uuid) is 'Takes no scan any more. Raises IG003, IM005, IA001.';

grant execute on function app.complete_activation(uuid) to authenticated, admin;
