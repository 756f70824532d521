-- owner: app_owner
-- Which change is refused, and when, stands in the trigger that calls it.
create or replace function app.refuse_change() returns trigger
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
