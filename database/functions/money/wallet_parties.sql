-- What the ledger keeps of a booking is accounts, and a campaign's account has many creators. Whom it was for stands in
-- the reservation that the booking names, or in the earning that it made.
create or replace function app.wallet_parties(wallet_id uuid, transactions uuid[])
returns table (transaction_id uuid, creator_user_id uuid, brand_id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.visible_wallet(wallet_id);
begin
  return query
  select
    t.id, case when wallet.brand_id is not null then coalesce(m.creator_user_id, e.creator_user_id) end,
    case when wallet.user_id is not null then e.brand_id end
  from public.wallet_transactions as t
  left join public.earnings as e on e.ledger_transaction_id = t.ledger_transaction_id
    and e.creator_user_id = coalesce(wallet.user_id, e.creator_user_id) -- an agent's commission is of somebody else's
  left join public.campaign_budget_reservations as r
    on r.id = substring(t.reference_id from '^(?:reservation|release):([0-9a-f-]{36}):')::uuid
  left join public.campaign_participants as m on m.id = r.participant_id
  where t.id = any(transactions) and t.wallet_id = wallet.id and (m.id is not null or e.id is not null);
end
$$;

comment on function app.wallet_parties(uuid, uuid[]) is
'Of these operations of a wallet, those that a campaign brought: the creator for a brand''s wallet, the brand for a '
'creator''s. Raises IG003.';

grant execute on function app.wallet_parties(uuid, uuid[]) to authenticated, admin, service;
