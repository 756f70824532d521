-- Asked only after an account did not move: the way of a post that succeeds stays short.
create or replace function ledger.refuse_move(account_id uuid, amount bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  account record;
  debt bigint;
begin
  select a.purpose, a.currency, a.balance, a.owner_id into account
  from ledger.accounts as a where a.id = refuse_move.account_id;
  if not found then
    raise exception using errcode = 'IM002', message = 'an account is unknown', detail = '{}';
  end if;
  if account.purpose = 'brand_available' then
    select -ledger.balance(d.id) into debt from ledger.accounts as d
    where d.owner_id = account.owner_id and d.purpose = 'disputes' and d.currency = account.currency;
  end if;
  raise exception using
    errcode = 'IM001', message = format('%s is short', account.purpose),
    detail = jsonb_strip_nulls(jsonb_build_object(
      'account', account.purpose, 'available', account.balance, 'needed', -refuse_move.amount,
      'currency', account.currency, 'debt', nullif(debt, 0)
    ))::text;
end
$$;

comment on function ledger.refuse_move(uuid, bigint) is 'Says why an account cannot move by that amount; of a brand''s, what it owes, too.';
