create or replace function app.award_holds(award public.reward_awards) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select g.id from app.fraud_of_award(award) as g where g.status = 'pending'
$$;

comment on function app.award_holds(public.reward_awards) is
'Fraud groups for whose decision money that was granted waits (app.fraud_of_award).';
