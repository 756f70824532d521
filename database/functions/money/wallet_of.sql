-- Found by its one owner: `is not distinct from` uses no index, and a wallet is a brand's or a user's, never both.
-- Two that open it at once: the second reads what the first has made.
create or replace function app.wallet_of(brand_id uuid, user_id uuid, currency text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
  other public.wallets;
begin
  for attempt in 1..2 loop
    select w.id into found_id from public.wallets as w
    where (w.brand_id = wallet_of.brand_id or w.user_id = wallet_of.user_id)
      and w.currency = wallet_of.currency;
    exit when found;
    -- Who is connected is connected in every currency.
    select w.* into other from public.wallets as w
    where w.user_id = wallet_of.user_id and w.stripe_account_id is not null order by w.id limit 1;
    insert into public.wallets as w (
      brand_id, user_id, currency, stripe_account_id, payouts_enabled, payouts_blocked_reason
    ) values (
      wallet_of.brand_id, wallet_of.user_id, wallet_of.currency, other.stripe_account_id,
      coalesce(other.payouts_enabled, false), other.payouts_blocked_reason
    )
    on conflict on constraint wallet_exists_once do nothing
    returning w.id into found_id;
    exit when found;
  end loop;
  perform ledger.account(
    case when brand_id is null then 'creator_payable' else 'brand_available' end, currency, brand_id, user_id
  );
  return found_id;
end
$$;

comment on function app.wallet_of(uuid, uuid, text) is
'The wallet of a brand or a user in a currency, opened when it is first asked for; with its ledger account '
'and the connected account of the user''s other wallets.';
