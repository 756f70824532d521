-- The status machine on the table says no as well; here is the step that it cannot see, of a row that stays as it is.
create or replace function app.step_activation(activation public.activations, status text, allowed_from text[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if activation.status <> all(allowed_from) then
    raise exception using
      errcode = 'IA001', message = format('activations: %s cannot become %s', activation.status, step_activation.status),
      detail = jsonb_build_object('table', 'activations', 'from', activation.status, 'to', step_activation.status)::text;
  end if;
  update public.activations as a
  set status = step_activation.status,
    launched_at = coalesce(a.launched_at, case when step_activation.status = 'active' then now() end),
    completed_at = case when step_activation.status = 'completed' then now() end
  where a.id = activation.id;
end
$$;

comment on function app.step_activation(public.activations, text, text[]) is
'A locked activation takes a step, if it comes from one of these. Raises IA001.';
