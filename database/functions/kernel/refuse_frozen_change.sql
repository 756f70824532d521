-- owner: app_owner
create or replace function app.refuse_frozen_change() returns trigger
language plpgsql as $$
begin
  raise exception using
    errcode = 'IK003', message = 'a disputed card payment holds this up',
    detail = jsonb_build_object('from', old.status, 'to', new.status)::text;
end
$$;

comment on function app.refuse_frozen_change() is
'BEFORE UPDATE of the status of what a card dispute has frozen: no step until it ends. Raises IK003.';
