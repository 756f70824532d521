create or replace function app.fraud_of_award(award public.reward_awards) returns setof public.fraud_groups
language sql stable security definer set search_path = '' as $$
  select g.* from public.fraud_groups as g
  left join public.reward_facts as f on f.id = award.cause_fact_id and f.subject_user_id = award.user_id
  where award.kind in ('money', 'token') and g.action <> 'flag' and (g.status = 'pending' or g.resolved_at >= award.created_at) and (
    (g.subject_type in ('agent', 'referral') and g.subject_id = award.user_id)
    or position(g.subject_id::text in f.reference) > 0
    or (g.subject_type = 'escrow' and g.subject_id in (
      select e.id from public.escrows as e where e.deal_id = app.id_in(f.data, 'deal_id')
    ))
  )
$$;

comment on function app.fraud_of_award(public.reward_awards) is
'Fraud groups about money that was granted, as long as it is there: about the person, as an agent or as somebody who was brought, or '
'about what they did for it. None for awards that are not worth money, nor groups that only flag.';
