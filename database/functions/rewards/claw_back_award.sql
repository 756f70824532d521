-- As app.claw_back does for work: what was earned stays written, and is netted by the next payout where it was paid already. What
-- a closed program gets goes where the rest of it went.
create or replace function app.claw_back_award(award public.reward_awards) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  original public.earnings;
  new_id constant uuid := uuidv7();
  posted uuid;
begin
  select e.* into original from public.earnings as e where e.award_id = award.id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'nothing was claimed', detail = '{}';
  elsif exists (select from public.earnings as e where e.clawback_of = original.id) then
    return null;
  end if;
  perform app.unspend_program_budget(award.program_id, original.amount);
  posted := ledger.post(
    'reward_clawback', 'award_clawback:' || award.id,
    array[
      ledger.account('creator_payable', original.currency, user_id => original.creator_user_id),
      ledger.account('reward_budget', original.currency, brand_id => original.brand_id, program_id => award.program_id)
    ],
    array[-original.amount, original.amount]
  );
  insert into public.earnings (
    id, creator_user_id, brand_id, kind, clawback_of, amount, gross_amount, fee_amount, currency, available_at, reason,
    ledger_transaction_id
  ) values (
    new_id, original.creator_user_id, original.brand_id, 'clawback', original.id, -original.amount, -original.amount, 0,
    original.currency, original.available_at, award.reason, posted
  );
  perform app.record_wallet_transaction(
    app.wallet_of(null, original.creator_user_id, original.currency), 'transfer', original.amount, -original.amount,
    original.currency, 'earning:' || new_id, posted, left('Taken back: ' || award.reason, 500)
  );
  return new_id;
end
$$;

comment on function app.claw_back_award(public.reward_awards) is
'Part of app.take_award_back: claimed money (minor units) back from its person into the budget, by an earning below zero that the next '
'payout nets; its id, NULL where that was done before. The caller holds the award locked, and has written why. Raises IG003 where nothing was claimed.';
