-- Definer, because nobody may insert into the audit log.
create or replace function app.log_action(action text, resource_type text, resource_id text, metadata jsonb default '{}')
returns void
language sql security definer set search_path = '' as $$
  insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
  values (auth.uid(), log_action.action, log_action.resource_type, log_action.resource_id,
    app.audit_context() || log_action.metadata)
$$;

comment on function app.log_action(text, text, text, jsonb) is
'For acts that change no row of an audited table, such as an export.';

grant execute on function app.log_action(text, text, text, jsonb) to authenticated, admin, service;
