-- owner: app_owner
create or replace function app.refuse_first_status() returns trigger
language plpgsql as $$
begin
  raise exception using
    errcode = 'IK001', message = format('%s: nothing begins as %s', tg_table_name, new.status),
    detail = jsonb_build_object('table', tg_table_name, 'to', new.status)::text;
end
$$;

comment on function app.refuse_first_status() is
'BEFORE INSERT of a row in a status in which none begins (the trigger says which). Raises IK001.';
