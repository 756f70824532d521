-- What was promised in a currency and for a time is not changed under those who rely on it; what has ended is a record.
create or replace function app.guard_program() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.status = 'ended'
    or (old.status <> 'draft' and new.starts_at is distinct from old.starts_at)
    or (new.currency is distinct from old.currency and (old.status <> 'draft' or old.budget_total > 0 or exists (
      select from public.reward_triggers as t
      where t.program_id = old.id and t.status in ('live', 'paused') and t.reward ->> 'currency' is distinct from new.currency
        and t.reward ->> 'kind' = 'money'
    )))
  then
    raise exception using
      errcode = 'IW013', message = 'this is fixed by now',
      detail = jsonb_build_object('status', old.status, 'budget_total', old.budget_total)::text;
  end if;
  return new;
end
$$;

comment on function app.guard_program() is
'BEFORE UPDATE of what a program says: its currency is fixed by the first money, its first activation, or a '
'trigger of money that has gone live, its start by its activation; all of it '
'when it has ended. Raises IW013.';

grant execute on function app.guard_program() to app_owner;

create or replace trigger guard_program
before update of name, currency, starts_at, ends_at, claim_days, terms_url on reward_programs
for each row execute function app.guard_program();
