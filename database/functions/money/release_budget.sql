-- Lock order and callers as of app.reserve_budget.
create or replace function app.release_budget(participant_id uuid, amount bigint default null) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  campaign public.campaigns;
  reservation public.campaign_budget_reservations;
  freed bigint;
  reference text;
  posted uuid;
begin
  if amount < 0 then
    raise exception using
      errcode = 'IM006', message = 'what is released is not negative',
      detail = jsonb_build_object('amount', amount)::text;
  end if;
  campaign := app.lock_campaign_of_participant(participant_id);
  select r.* into reservation from public.campaign_budget_reservations as r
  where r.participant_id = release_budget.participant_id for no key update;
  if not found then
    return 0;
  end if;
  freed := least(amount, reservation.amount - reservation.spent - reservation.released);
  if freed = 0 then
    return 0;
  end if;
  reference := format('release:%s:%s', reservation.id, reservation.released + freed);

  update public.campaign_budget_reservations as r set released = r.released + freed where r.id = reservation.id;
  update public.campaigns as c set budget_reserved = c.budget_reserved - freed where c.id = campaign.id;
  posted := ledger.post(
    'release', reference,
    array[
      ledger.account('campaign_reserved', campaign.currency, campaign.brand_id, null, campaign.id),
      ledger.account('brand_available', campaign.currency, campaign.brand_id)
    ],
    array[-freed, freed]
  );
  perform app.record_wallet_transaction(
    app.wallet_of(campaign.brand_id, null, campaign.currency), 'release', freed, freed,
    campaign.currency, reference, posted, left('Released from ' || campaign.name, 500)
  );
  return freed;
end
$$;

comment on function app.release_budget(uuid, bigint) is
'What is reserved and unspent, at most amount, back to the brand''s wallet. Returns how much; 0 if nothing is left.';
