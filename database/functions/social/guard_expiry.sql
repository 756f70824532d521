-- owner: app_owner
-- Whoever sees one refusal does not see the others: no request expires an account by a statement of its own.
create or replace function app.guard_expiry() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'service' then
    raise exception using errcode = 'IA010', message = 'refusals are weighed before an account expires',
      detail = jsonb_build_object('social_account_id', new.id)::text;
  end if;
  return new;
end
$$;

comment on function app.guard_expiry() is
'BEFORE an account expires: only app.settle_refusals and app.expire_ended_accounts do that. Raises IA010.';

create or replace trigger guard_expiry before update of status on social_accounts
for each row when (old.status = 'connected' and new.status = 'expired') execute function app.guard_expiry();
