-- migrate:up
set local lock_timeout = '3s';

-- The few trigger functions that tables share. None of them needs a privilege of its own.

create function app.touch_updated_at() returns trigger
language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function app.touch_updated_at() is 'BEFORE UPDATE: keeps updated_at honest.';

-- The machine stands in the trigger's own definition: SQLSTATE, then {"from": ["to", ...], ...}.
create function app.guard_status_machine() returns trigger
language plpgsql as $$
declare
  allowed constant jsonb := coalesce((tg_argv[1]::jsonb) -> old.status, '[]');
begin
  if not allowed ? new.status then
    raise exception using
      errcode = tg_argv[0],
      message = format('%s: %s cannot become %s', tg_table_name, old.status, new.status),
      detail = jsonb_build_object(
        'table', tg_table_name, 'from', old.status, 'to', new.status, 'allowed', allowed
      )::text;
  end if;
  return new;
end
$$;
comment on function app.guard_status_machine() is
'BEFORE UPDATE OF status, row level: refuses a step that the machine in the trigger''s arguments lacks.';

create function app.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception using
    errcode = 'IG001',
    message = format('%s is append-only', tg_table_name),
    detail = jsonb_build_object('table', tg_table_name, 'operation', lower(tg_op))::text;
end
$$;
comment on function app.refuse_change() is
'BEFORE UPDATE, DELETE or TRUNCATE: history that can be edited is no history.';

create function app.keep_append_only(target regclass) returns void
language plpgsql as $$
begin
  execute format(
    'create trigger append_only before update or delete or truncate on %s '
    'for each statement execute function app.refuse_change()', target
  );
end
$$;
comment on function app.keep_append_only(regclass) is 'For migrations: guards a table against any change.';

-- migrate:down
set local lock_timeout = '3s';
drop function app.keep_append_only(regclass);
drop function app.refuse_change();
drop function app.guard_status_machine();
drop function app.touch_updated_at();
