-- No CHECK and no foreign key: rows of before, in currencies that nobody can pay in, must end their life undisturbed.
-- With the rights of who writes, who may read the table anyway: it speaks before the policies do, and sees nothing of others.
create or replace function app.guard_currency() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.currency = old.currency then
    return null;
  elsif not exists (select from public.currencies as c where c.code = new.currency) then
    raise exception using
      errcode = 'check_violation', constraint = tg_table_name || '_currency_is_offered', table = tg_table_name,
      message = format('no wallet can be in %s', new.currency);
  end if;
  return null;
end
$$;

comment on function app.guard_currency() is
'AFTER INSERT, and UPDATE of currency, of what money goes through: only currencies that a wallet can have.';

grant execute on function app.guard_currency() to app_owner;

create or replace trigger guard_currency after insert or update of currency on campaigns
for each row execute function app.guard_currency();

create or replace trigger guard_currency after insert on wallets
for each row execute function app.guard_currency();

create or replace trigger guard_currency after insert on creator_rates
for each row execute function app.guard_currency();

create or replace trigger guard_currency after insert or update of currency on gigs
for each row execute function app.guard_currency();

create or replace trigger guard_currency after insert on deals
for each row execute function app.guard_currency();
