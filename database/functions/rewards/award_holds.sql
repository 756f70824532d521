create or replace function app.award_holds(award public.reward_awards) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select g.id from public.fraud_groups as g
  left join public.reward_facts as f on f.id = award.cause_fact_id and f.subject_user_id = award.user_id
  where award.kind in ('money', 'token') and g.status = 'pending' and g.action <> 'flag' and (
    (g.subject_type in ('agent', 'referral') and g.subject_id = award.user_id)
    or position(g.subject_id::text in f.reference) > 0
    or (g.subject_type = 'escrow' and g.subject_id in (
      select e.id from public.escrows as e where e.deal_id = app.id_in(f.data, 'deal_id')
    ))
  )
$$;

comment on function app.award_holds(public.reward_awards) is
'Fraud groups for whose decision money that was granted waits: about the person, as an agent or as somebody who was brought, or about '
'what they did for it. None for awards that are not worth money.';
