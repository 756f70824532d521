-- Attempts begin anew, since what stood in its way is mended. Account mail has lost the code that it carried.
create or replace function app.retry_message(message_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  message constant public.outbox := (
    select m from public.outbox as m
    where m.id = retry_message.message_id and m.processed_at is null and m.available_at = 'infinity'
    for update
  );
begin
  if message.id is null then
    raise exception using errcode = 'IG003', message = 'no message that was given up', detail = '{}';
  elsif message.topic = 'email' then
    raise exception using errcode = 'IO112', message = 'account mail is not sent again', detail = '{}';
  end if;
  update public.outbox as m set available_at = now(), attempts = 0 where m.id = message.id;
  insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
  values (
    auth.uid(), 'outbox.retry', 'outbox', message.id::text,
    app.audit_context() || jsonb_build_object('topic', message.topic)
  );
end
$$;

comment on function app.retry_message(uuid) is
'A message that was given up is due again; in the audit log. Raises IG003, IO112 (account mail: its code is gone).';

grant execute on function app.retry_message(uuid) to admin;
