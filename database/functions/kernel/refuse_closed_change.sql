-- owner: app_owner
-- The sources restored the old value in silence, so that the caller believed it had worked. The database log keeps what
-- is tried by hand in SQL; what comes by a request is written down by its error mapper (app.log_blocked_attempt).
create or replace function app.refuse_closed_change() returns trigger
language plpgsql as $$
begin
  raise log 'blocked: % of % by %', lower(tg_op), tg_table_name, coalesce(auth.uid()::text, session_user);
  raise exception using
    errcode = 'IK002',
    message = format('%s: what is closed does not change', tg_table_name),
    detail = jsonb_build_object('table', tg_table_name, 'operation', lower(tg_op))::text;
end
$$;

comment on function app.refuse_closed_change() is
'BEFORE UPDATE, DELETE or TRUNCATE of what is closed, released or refunded: refused, and written to the database log. Raises IK002.';
