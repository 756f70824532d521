-- Money in a campaign. One lock order everywhere: campaign, participant, reservation, then ledger accounts by id.
-- EXECUTE for nobody: the campaign engine's own definer functions call these.
create or replace function app.reserve_budget(participant_id uuid, amount bigint) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  campaign public.campaigns;
  earlier public.campaign_budget_reservations;
  new_id uuid;
  reference text;
  posted uuid;
begin
  if amount is null or amount <= 0 then
    raise exception using
      errcode = 'IM006', message = 'a reservation is positive', detail = jsonb_build_object('amount', amount)::text;
  end if;
  campaign := app.lock_campaign_of_participant(participant_id);
  select r.* into earlier from public.campaign_budget_reservations as r
  where r.participant_id = reserve_budget.participant_id for no key update;
  new_id := coalesce(earlier.id, uuidv7());
  -- A participant may be given more later: the total so far tells one reservation from the next.
  reference := format('reservation:%s:%s', new_id, coalesce(earlier.amount, 0) + amount);

  update public.campaigns as c set budget_reserved = c.budget_reserved + reserve_budget.amount
  where c.id = campaign.id;
  posted := ledger.post(
    'reservation', reference,
    array[
      ledger.account('brand_available', campaign.currency, campaign.brand_id),
      ledger.account('campaign_reserved', campaign.currency, campaign.brand_id, null, campaign.id)
    ],
    array[-amount, amount]
  );
  insert into public.campaign_budget_reservations as r (
    id, campaign_id, brand_id, participant_id, amount, currency, ledger_transaction_id
  ) values (
    new_id, campaign.id, campaign.brand_id, reserve_budget.participant_id, reserve_budget.amount,
    campaign.currency, posted
  )
  on conflict on constraint budget_reservation_exists_once_per_participant do update
  set amount = r.amount + excluded.amount, ledger_transaction_id = excluded.ledger_transaction_id;
  perform app.record_wallet_transaction(
    app.wallet_of(campaign.brand_id, null, campaign.currency), 'reservation', amount, -amount,
    campaign.currency, reference, posted, left('Reserved for ' || campaign.name, 500)
  );
  return new_id;
end
$$;

comment on function app.reserve_budget(uuid, bigint) is
'Brand''s wallet → campaign, for one participant (more, if something is reserved already). Minor units. Raises '
'IM001 where the wallet is short, violates campaign_budget_covers_commitments where the budget is.';
