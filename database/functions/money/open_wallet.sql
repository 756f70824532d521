-- The door for people: app.wallet_of asks nobody who they are.
create or replace function app.open_wallet(brand_id uuid, user_id uuid, currency text) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  if not auth.is_privileged()
    and not coalesce(brand_id = any(auth.money_brand_ids()), false)
    and not coalesce(user_id = auth.uid(), false)
  then
    raise exception using errcode = 'IM005', message = 'not your wallet to open', detail = '{}';
  end if;
  perform ledger.refuse_nulls(num_nulls(currency));
  return app.wallet_of(brand_id, user_id, currency);
end
$$;

comment on function app.open_wallet(uuid, uuid, text) is
'The caller''s wallet in a currency, as app.wallet_of. Raises IM005 for someone else''s, IM002; what '
'cannot be deposited violates wallets_currency_is_offered.';

grant execute on function app.open_wallet(uuid, uuid, text) to authenticated, admin, service;
