-- While Stripe decides about a card payment that its brand owes, nothing of that brand's money leaves: whoever pays, rewards an account of
-- their own and has the payment back would be paid by us. What the brand owes when that is over, its budget pays at the end.
create or replace function app.award_waits(award public.reward_awards) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.award_holds(award))
    or (award.kind = 'money' and award.brand_id is not null and app.owes_by_dispute(award.brand_id, award.currency))
$$;

comment on function app.award_waits(public.reward_awards) is
'Whether an award cannot be claimed for now and does not run out meanwhile: a fraud group is pending, or its brand is in debt by a card '
'payment that is disputed.';
