-- owner: app_owner
-- By statement, with transition tables: ten thousand campaigns that end at midnight are three statements, not
-- thirty thousand calls.
create or replace function app.audit_table(target regclass, key_columns text, variadic secret_columns text[] default '{}')
returns void
language plpgsql as $$
declare
  arguments constant text := (
    select string_agg(quote_literal(argument), ', ')
    from unnest(array[key_columns] || secret_columns) as argument
  );
begin
  execute format('create trigger audit_insert after insert on %s referencing new table as new_rows '
    'for each statement execute function app.audit_changes(%s)', target, arguments);
  execute format('create trigger audit_update after update on %s referencing old table as old_rows '
    'new table as new_rows for each statement execute function app.audit_changes(%s)', target, arguments);
  execute format('create trigger audit_delete after delete on %s referencing old table as old_rows '
    'for each statement execute function app.audit_changes(%s)', target, arguments);
end
$$;

comment on function app.audit_table(regclass, text, text[]) is
'For migrations: audits every write of a table; the values of secret_columns are left out.';
