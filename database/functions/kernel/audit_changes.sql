-- Arguments of the trigger: the key columns, joined by commas, then columns whose values must not be written down.
create or replace function app.audit_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  key_columns constant text[] := string_to_array(tg_argv[0], ',');
  secret_columns constant text[] := tg_argv[1:];
  context constant jsonb := app.audit_context();
begin
  if tg_op = 'INSERT' then
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.insert', tg_table_name, app.row_key(n.after, key_columns),
      context || jsonb_build_object('after', n.after - secret_columns)
    from (select to_jsonb(new_rows) as after from new_rows) as n;
  elsif tg_op = 'DELETE' then
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.delete', tg_table_name, app.row_key(o.before, key_columns),
      context || jsonb_build_object('before', o.before - secret_columns)
    from (select to_jsonb(old_rows) as before from old_rows) as o;
  else
    -- Materialized: each row becomes jsonb once, not once for every time that it is named.
    with o as materialized (select to_jsonb(old_rows) as before from old_rows),
    n as materialized (select to_jsonb(new_rows) as after from new_rows)
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.update', tg_table_name, app.row_key(n.after, key_columns),
      context || jsonb_build_object('before', o.before - secret_columns, 'after', n.after - secret_columns)
    from n inner join o on app.row_key(o.before, key_columns) = app.row_key(n.after, key_columns)
    where o.before - 'updated_at' <> n.after - 'updated_at';
  end if;
  return null;
end
$$;

comment on function app.audit_changes() is
'AFTER, statement level, with transition tables old_rows and new_rows: one audit row per changed row.';

grant execute on function app.audit_changes() to app_owner;
