-- A survey that is open and takes no answers is a trap. To close it there is its status.
create or replace function app.require_future_closing() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.closes_at is distinct from old.closes_at
    or (new.status = 'open' and old.status <> 'open')
  then
    raise exception using
      errcode = 'IC040', message = 'the survey would close in the past',
      detail = jsonb_build_object('closes_at', new.closes_at)::text;
  end if;
  return null;
end
$$;

comment on function app.require_future_closing() is
'AFTER a survey is made, opened, or given another closing time, where that is over. Raises IC040.';

grant execute on function app.require_future_closing() to app_owner;

create or replace trigger require_future_closing after insert or update of status, closes_at on surveys
for each row when (new.closes_at <= now()) execute function app.require_future_closing();
