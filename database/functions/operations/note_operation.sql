-- What an operator does past the API leaves a row before it is done, and keeps it where it fails.
create or replace function app.note_operation(command text, by_whom text, details jsonb) returns void
language sql security definer set search_path = ''
begin atomic
  insert into public.audit_logs (action, resource_type, resource_id, metadata)
  values (
    'operations.' || command, 'database', current_database(),
    jsonb_build_object('by', left(by_whom, 200)) || details
  );
end;

comment on function app.note_operation(text, text, jsonb) is
'For operators: an audit row (operations.<command>) that says by whom, and what else details has.';

grant execute on function app.note_operation(text, text, jsonb) to app_owner;
