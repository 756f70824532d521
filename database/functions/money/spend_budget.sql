-- Lock order and callers as of app.reserve_budget. The fee is that of this moment: a later setting changes no earning.
create or replace function app.spend_budget(submission_id uuid, gross bigint) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  campaign public.campaigns;
  reservation public.campaign_budget_reservations;
  submission record;
  hold_days constant integer := coalesce((app.setting('payout_hold_days') #>> '{}')::integer, 7);
  fee constant bigint := app.platform_fee(gross);
  net constant bigint := gross - fee;
  new_id constant uuid := uuidv7();
  posted uuid;
begin
  if gross is null or gross < 0 then
    raise exception using
      errcode = 'IM006', message = 'what is spent is not negative', detail = jsonb_build_object('amount', gross)::text;
  end if;
  select s.id, s.participant_id, s.creator_user_id into submission
  from public.creator_submissions as s where s.id = spend_budget.submission_id;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such submission', detail = '{}';
  end if;
  if gross = 0 then
    return null; -- unpaid work earns nothing: no row, no entry
  end if;
  campaign := app.lock_campaign_of_participant(submission.participant_id);
  select r.* into reservation from public.campaign_budget_reservations as r
  where r.participant_id = submission.participant_id for no key update;
  if not found or reservation.spent + reservation.released + gross > reservation.amount then
    raise exception using
      errcode = 'IM007', message = 'the reservation does not cover this',
      detail = jsonb_build_object(
        'reserved', coalesce(reservation.amount - reservation.spent - reservation.released, 0), 'needed', gross
      )::text;
  end if;

  update public.campaign_budget_reservations as r set spent = r.spent + gross where r.id = reservation.id;
  update public.campaigns as c
  set budget_reserved = c.budget_reserved - gross, budget_spent = c.budget_spent + gross
  where c.id = campaign.id;
  posted := ledger.post_nonzero(
    'spend', 'spend:' || submission.id,
    array[
      ledger.account('campaign_reserved', campaign.currency, campaign.brand_id, null, campaign.id),
      ledger.account('creator_payable', campaign.currency, null, submission.creator_user_id),
      ledger.account('platform_revenue', campaign.currency)
    ],
    array[-gross, net, fee]
  );
  insert into public.earnings (
    id, creator_user_id, campaign_id, brand_id, submission_id, amount, gross_amount, fee_amount, currency,
    available_at, ledger_transaction_id
  ) values (
    new_id, submission.creator_user_id, campaign.id, campaign.brand_id, submission.id, net, gross, fee,
    campaign.currency, now() + make_interval(days => hold_days), posted
  );
  perform app.record_wallet_transaction(
    app.wallet_of(campaign.brand_id, null, campaign.currency), 'transfer', gross, 0,
    campaign.currency, 'submission:' || submission.id, posted, left('Spent on ' || campaign.name, 500)
  );
  if net > 0 then
    perform app.record_wallet_transaction(
      app.wallet_of(null, submission.creator_user_id, campaign.currency), 'transfer', net, net,
      campaign.currency, 'earning:' || new_id, posted, left('Earned in ' || campaign.name, 500)
    );
  end if;
  return new_id;
end
$$;

comment on function app.spend_budget(uuid, bigint) is
'Approved work: campaign → creator''s earning (net) and platform (fee). Returns the earning''s id, NULL for a '
'gross of 0. Raises IM007 where the reservation is short; a second call violates earning_pays_a_submission_once.';
