-- migrate:up
set local lock_timeout = '3s';

-- Every critical write with its author, before and after. Kept for ever.
create table audit_logs (
  id uuid constraint audit_logs_pkey primary key default uuidv7(),
  user_id uuid
  constraint audit_logs_were_caused_by_a_user references auth.users (id) on delete restrict,
  action text not null,
  resource_type text not null,
  resource_id text not null,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now()
);
alter table audit_logs enable row level security;
alter table audit_logs force row level security;
create index audit_logs_by_user on audit_logs (user_id, id);
create index audit_logs_by_resource on audit_logs (resource_type, resource_id, id);
select app.keep_append_only('audit_logs');
create policy audit_logs_admin on audit_logs for select to admin using (true);
create policy audit_logs_service on audit_logs for select to service using (true);
create policy audit_logs_internal on audit_logs to app_internal using (true) with check (true);
grant select on audit_logs to admin, service;
grant insert on audit_logs to app_internal;
-- NOTE: nobody inserts: triggers do, through app.audit_changes and app.log_action.
comment on table audit_logs is
'Critical writes: actor, action, resource, and in metadata before, after, address and user agent. Append-only.';
comment on column audit_logs.user_id is 'The actor; NULL for the service.';

set local role app_internal;

create function app.audit_context() returns jsonb
language sql stable set search_path = ''
return jsonb_strip_nulls(jsonb_build_object(
  'address', nullif(current_setting('request.address', true), ''),
  'user_agent', nullif(current_setting('request.user_agent', true), ''),
  'reason', nullif(current_setting('request.reason', true), '')
));
comment on function app.audit_context() is 'Where the request came from, for the audit log.';

create function app.row_key(row_data jsonb, key_columns text[]) returns text
language sql immutable set search_path = ''
return array_to_string(array(select row_data ->> k from unnest(key_columns) as k), ':');
comment on function app.row_key(jsonb, text[]) is 'The key of a row as text, its columns joined by a colon.';

-- Arguments of the trigger: the key columns, joined by commas, then columns whose values must not be written down.
create function app.audit_changes() returns trigger
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
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.update', tg_table_name, app.row_key(n.after, key_columns),
      context || jsonb_build_object('before', o.before - secret_columns, 'after', n.after - secret_columns)
    from (select to_jsonb(new_rows) as after from new_rows) as n
    inner join (select to_jsonb(old_rows) as before from old_rows) as o
      on app.row_key(o.before, key_columns) = app.row_key(n.after, key_columns)
    where o.before - 'updated_at' <> n.after - 'updated_at';
  end if;
  return null;
end
$$;
comment on function app.audit_changes() is
'AFTER, statement level, with transition tables old_rows and new_rows: one audit row per changed row.';

create function app.log_action(action text, resource_type text, resource_id text, metadata jsonb default '{}')
returns void
language sql security definer set search_path = '' as $$
  insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
  values (auth.uid(), log_action.action, log_action.resource_type, log_action.resource_id,
    app.audit_context() || log_action.metadata)
$$;
comment on function app.log_action(text, text, text, jsonb) is
'For acts that change no row of an audited table, such as an export.';

grant execute on function app.audit_changes() to app_owner;
grant execute on function app.log_action(text, text, text, jsonb) to authenticated, admin, service;
reset role;

create function app.audit_table(target regclass, key_columns text, variadic secret_columns text[] default '{}')
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

select app.audit_table('auth.users', 'id');
select app.audit_table('user_roles', 'user_id,role');
select app.audit_table('brand_profiles', 'id');
select app.audit_table('brand_memberships', 'brand_id,user_id');
select app.audit_table('brand_user_roles', 'brand_id,user_id,role');

-- migrate:down
set local lock_timeout = '3s';
do $$
declare
  target text;
begin
  foreach target in array array[
    'auth.users', 'user_roles', 'brand_profiles', 'brand_memberships', 'brand_user_roles'
  ] loop
    execute format('drop trigger audit_insert on %s', target);
    execute format('drop trigger audit_update on %s', target);
    execute format('drop trigger audit_delete on %s', target);
  end loop;
end
$$;
drop table audit_logs;
drop function app.audit_table(regclass, text, text[]);
set local role app_internal;
drop function app.log_action(text, text, text, jsonb);
drop function app.audit_changes();
drop function app.row_key(jsonb, text[]);
drop function app.audit_context();
reset role;
