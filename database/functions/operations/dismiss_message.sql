-- A message that nobody can mend is put away by somebody: it is done, keeps its error, and goes with the others.
create or replace function app.dismiss_message(message_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  put_away text;
begin
  update public.outbox as m set processed_at = now()
  where m.id = dismiss_message.message_id and m.processed_at is null and m.available_at = 'infinity'
  returning m.topic into put_away;
  if put_away is null then
    raise exception using errcode = 'IG003', message = 'no message that was given up', detail = '{}';
  end if;
  insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
  values (
    auth.uid(), 'outbox.dismiss', 'outbox', dismiss_message.message_id::text,
    app.audit_context() || jsonb_build_object('topic', put_away)
  );
end
$$;

comment on function app.dismiss_message(uuid) is
'A message that was given up is put away, with its error; in the audit log. Raises IG003.';

grant execute on function app.dismiss_message(uuid) to admin;
