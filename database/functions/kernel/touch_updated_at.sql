-- owner: app_owner
-- Shared by all tables whose rows change. It needs no privilege of its own.
create or replace function app.touch_updated_at() returns trigger
language plpgsql as $$
begin
  new.updated_at := case when tg_nargs > 0 then clock_timestamp() else now() end;
  return new;
end
$$;

comment on function app.touch_updated_at() is 'BEFORE UPDATE: keeps updated_at honest. It is when the transaction began; with an argument, when the row was written.';
