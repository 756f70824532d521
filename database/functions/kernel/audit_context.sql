-- What app.begin_request wrote for this transaction; what is not known is left out.
create or replace function app.audit_context() returns jsonb
language sql stable set search_path = ''
return jsonb_strip_nulls(jsonb_build_object(
  'address', nullif(current_setting('request.address', true), ''),
  'user_agent', nullif(current_setting('request.user_agent', true), ''),
  'reason', nullif(current_setting('request.reason', true), '')
));

comment on function app.audit_context() is 'Where the request came from, for the audit log.';
