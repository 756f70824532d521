create or replace function app.pause_activation(activation_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app.step_activation(app.lock_activation(activation_id), 'paused', '{active}');
end
$$;

comment on function app.pause_activation(uuid) is 'Takes no scans until it is resumed. Raises IG003, IM005, IA001.';

grant execute on function app.pause_activation(uuid) to authenticated, admin;
