-- The wallet's row is the mutex of its owner: whoever moves the money holds it first, and nobody else waits for it.
create or replace function app.lock_money_wallet(wallet_id uuid) returns public.wallets
language plpgsql security definer set search_path = '' as $$
declare
  wallet public.wallets;
begin
  select w.* into wallet from public.wallets as w
  where w.id = lock_money_wallet.wallet_id and w.brand_id is not null
    and (auth.is_privileged() or w.brand_id = any(auth.brand_ids()));
  if not found then
    raise exception using errcode = 'IG003', message = 'no such brand wallet', detail = '{}';
  elsif not auth.is_privileged() and not wallet.brand_id = any(auth.money_brand_ids()) then
    raise exception using errcode = 'IM005', message = 'your role does not move this money', detail = '{}';
  end if;
  select w.* into wallet from public.wallets as w where w.id = wallet.id for no key update;
  if not auth.is_privileged() then
    -- What begin_request read may be past: who left a brand at this moment moves nothing any more.
    perform from public.brand_profiles as b where b.id = wallet.brand_id for key share;
    if not exists (
      select from public.brand_memberships as m
      where m.brand_id = wallet.brand_id and m.user_id = auth.uid() and m.status = 'active'
    ) then
      raise exception using errcode = 'IM005', message = 'no longer your money to move', detail = '{}';
    end if;
  end if;
  return wallet;
end
$$;

comment on function app.lock_money_wallet(uuid) is
'A brand''s wallet, locked, for someone who may move its money. Raises IG003 (not visible), IM005 (not allowed).';
