-- migrate:up
set local lock_timeout = '3s';

-- Money in a campaign. One lock order everywhere: campaign, participant, reservation, then ledger accounts by id.
-- EXECUTE for nobody: the campaign engine's own definer functions call these.
set local role app_internal;

create function app.lock_campaign_of_participant(participant_id uuid) returns public.campaigns
language plpgsql security definer set search_path = '' as $$
declare
  locked public.campaigns;
begin
  select c.* into locked from public.campaigns as c
  where c.id = (select p.campaign_id from public.campaign_participants as p
    where p.id = lock_campaign_of_participant.participant_id)
  for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such participant', detail = '{}';
  end if;
  perform from public.campaign_participants as p
  where p.id = lock_campaign_of_participant.participant_id for no key update;
  return locked;
end
$$;
comment on function app.lock_campaign_of_participant(uuid) is 'Campaign first, participant second. Raises IG003.';

create function app.reserve_budget(participant_id uuid, amount bigint) returns uuid
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

create function app.spend_budget(submission_id uuid, gross bigint) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  campaign public.campaigns;
  reservation public.campaign_budget_reservations;
  submission record;
  fee_basis_points constant integer :=
    coalesce((app.setting('platform_fee_basis_points') #>> '{}')::integer, 1000);
  hold_days constant integer := coalesce((app.setting('payout_hold_days') #>> '{}')::integer, 7);
  -- Rounded half up, in integers.
  fee constant bigint := (gross * fee_basis_points + 5000) / 10000;
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

create function app.release_budget(participant_id uuid, amount bigint default null) returns bigint
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

reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.release_budget(uuid, bigint);
drop function app.spend_budget(uuid, bigint);
drop function app.reserve_budget(uuid, bigint);
drop function app.lock_campaign_of_participant(uuid);
reset role;
