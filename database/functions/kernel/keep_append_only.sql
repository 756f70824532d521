-- owner: app_owner
-- By statement: a TRUNCATE has no rows.
create or replace function app.keep_append_only(target regclass) returns void
language plpgsql as $$
begin
  execute format(
    'create trigger append_only before update or delete or truncate on %s '
    'for each statement execute function app.refuse_change()', target
  );
end
$$;

comment on function app.keep_append_only(regclass) is 'For migrations: guards a table against any change.';
