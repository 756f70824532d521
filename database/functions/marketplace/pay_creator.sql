-- The creator's part with the fee on it, of which agents have theirs, and what is left back to the brand: one posting.
-- Released whole or split.
create or replace function app.pay_creator(escrow public.escrows, creator_amount bigint, moment timestamptz)
returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
  hold constant interval := app.setting_interval('payout_hold_days', 'days');
  fee bigint;
  rest bigint;
  agents uuid[];
  sides text[];
  parts bigint[];
  new_id constant uuid := uuidv7();
  reference constant text := app.hold_reference(escrow);
  posted uuid;
begin
  select d.* into deal from public.deals as d where d.id = escrow.deal_id;
  fee := app.deal_fee(creator_amount, deal.fee_basis_points);
  rest := escrow.total - creator_amount - fee;
  escrow.released_at := moment; -- as of which agents are looked up
  select coalesce(array_agg(s.agent_user_id), '{}'), coalesce(array_agg(s.side), '{}'), coalesce(array_agg(s.amount), '{}')
  into agents, sides, parts from app.distribute_fee(escrow, fee) as s;
  posted := ledger.post_nonzero(
    case rest when 0 then 'deal_release' else 'deal_split' end, reference,
    array(
      select ledger.account('agent_payable', escrow.currency, user_id => a.id)
      from unnest(agents) with ordinality as a (id, place) order by a.place
    ) || array[
      ledger.account('deal_held', escrow.currency, escrow.brand_id, deal_id => escrow.deal_id),
      ledger.account('creator_payable', escrow.currency, null, escrow.creator_user_id),
      ledger.account('platform_revenue', escrow.currency),
      ledger.account('brand_available', escrow.currency, escrow.brand_id)
    ],
    parts || array[
      -escrow.total, creator_amount, fee - (select coalesce(sum(p.amount), 0) from unnest(parts) as p (amount)), rest
    ]::bigint[]
  );
  insert into public.earnings (
    id, creator_user_id, brand_id, escrow_id, amount, gross_amount, fee_amount, currency, available_at,
    ledger_transaction_id
  ) values (
    new_id, escrow.creator_user_id, escrow.brand_id, escrow.id, creator_amount, creator_amount + fee, fee,
    escrow.currency, moment + hold, posted
  );
  perform app.record_wallet_transaction(
    app.wallet_of(escrow.brand_id, null, escrow.currency), 'transfer', creator_amount + fee, 0, escrow.currency,
    reference, posted, left('Paid for ' || deal.title, 500)
  );
  perform app.record_wallet_transaction(
    app.wallet_of(null, escrow.creator_user_id, escrow.currency), 'transfer', creator_amount, creator_amount,
    escrow.currency, 'earning:' || new_id, posted, left('Earned with ' || deal.title, 500)
  );
  if rest > 0 then
    perform app.record_wallet_transaction(
      app.wallet_of(escrow.brand_id, null, escrow.currency), 'release', rest, rest, escrow.currency, reference, posted,
      left('Back from ' || deal.title, 500)
    );
  end if;
  perform app.book_commissions(escrow, fee, agents, sides, parts, hold, posted);
  perform app.note_first_deal(escrow, moment);
  perform app.note_released_deal(escrow, creator_amount, moment);
  escrow.released_amount := creator_amount;
  escrow.fee_amount := fee;
  escrow.refunded_amount := rest;
  escrow := app.step_escrow(escrow, 'released', moment, '', creator_amount + fee, posted);
  perform app.weigh_release(escrow, agents);
  return escrow;
end
$$;

comment on function app.pay_creator(public.escrows, bigint, timestamptz) is
'Held funds → creator (creator_amount, minor units), agents and platform (the fee on it) and brand (the rest), with the earning, the '
'commissions and the lines of all wallets; the escrow as released. The caller has brought it to releasing.';
