-- owner: app_owner
-- The machine stands in the trigger's own definition: SQLSTATE, then {"from": ["to", ...], ...}.
create or replace function app.guard_status_machine() returns trigger
language plpgsql as $$
declare
  allowed constant jsonb := coalesce((tg_argv[1]::jsonb) -> old.status, '[]');
begin
  if not allowed ? new.status then
    if tg_argv[0] = 'IK001' then -- what is tried by hand in SQL has no mapper that writes it down
      raise log 'blocked: % of % cannot become %', tg_table_name, old.status, new.status;
    end if;
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
