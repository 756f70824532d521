-- Functions that read the ledger for people ask here whose wallet they look at.
create or replace function app.visible_wallet(wallet_id uuid) returns public.wallets
language plpgsql stable security definer set search_path = '' as $$
declare
  wallet public.wallets;
begin
  select w.* into wallet from public.wallets as w
  where w.id = visible_wallet.wallet_id
    and (auth.is_privileged() or w.brand_id = any(auth.brand_ids()) or w.user_id = auth.uid());
  if not found then
    raise exception using errcode = 'IG003', message = 'no such wallet', detail = '{}';
  end if;
  return wallet;
end
$$;

comment on function app.visible_wallet(uuid) is 'The wallet, if the caller may see it. Raises IG003.';
