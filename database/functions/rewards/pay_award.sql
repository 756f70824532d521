-- An earning, because payouts take those. Nobody announces it: who claims knows.
create or replace function app.pay_award(award public.reward_awards) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id constant uuid := uuidv7();
  posted uuid;
begin
  perform ledger.refuse_nulls(num_nulls(award.id, award.amount, award.currency));
  perform app.spend_program_budget(award.program_id, award.amount);
  posted := ledger.post(
    'reward_claim', 'award:' || award.id,
    array[
      ledger.account('reward_budget', award.currency, brand_id => award.brand_id, program_id => award.program_id),
      ledger.account('creator_payable', award.currency, user_id => award.user_id)
    ],
    array[-award.amount, award.amount]
  );
  insert into public.earnings (
    id, creator_user_id, brand_id, kind, award_id, amount, gross_amount, fee_amount, currency, available_at, announced_at,
    reason, ledger_transaction_id
  ) values (
    new_id, award.user_id, award.brand_id, 'reward', award.id, award.amount, award.amount, 0, award.currency, now(), now(),
    'Reward: ' || award.name, posted
  );
  perform app.record_wallet_transaction(
    app.wallet_of(null, award.user_id, award.currency), 'transfer', award.amount, award.amount, award.currency,
    'earning:' || new_id, posted, 'Reward: ' || award.name
  );
  return posted;
end
$$;

comment on function app.pay_award(public.reward_awards) is
'Part of app.claim_award: what was reserved is spent, reward_budget → what the person is owed, as an earning of the kind reward (no '
'fee, available at once) and a line of their wallet; the ledger transaction. The caller holds the award locked.';
