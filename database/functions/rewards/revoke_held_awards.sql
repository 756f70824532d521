-- As app.forfeit_commissions for what agents share: whoever is found out is not paid after all. What was claimed before is netted by no
-- decision: an administrator takes it back (app.revoke_award).
create or replace function app.revoke_held_awards(about public.fraud_groups) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  people constant uuid[] := array(
    select f.id from app.fraud_agents(about.subject_type, about.subject_id) as f (id)
    union
    select about.subject_id where about.subject_type in ('agent', 'referral')
    union
    select p.id from public.escrows as e
    cross join lateral (
      select e.creator_user_id
      union all
      select m.user_id from public.brand_memberships as m where m.brand_id = e.brand_id
    ) as p (id)
    where about.subject_type = 'escrow' and e.id = about.subject_id
  );
  award public.reward_awards;
  revoked integer := 0;
begin
  for award in
    select a.* from public.reward_awards as a
    where a.user_id = any(people) and a.status = 'granted' and a.kind in ('money', 'token')
      and about.id in (select h.id from app.award_holds(a) as h (id))
    order by a.program_id, a.id for no key update
  loop
    perform app.take_award_back(award, 'A check was upheld.', now());
    revoked := revoked + 1;
  end loop;
  return revoked;
end
$$;

comment on function app.revoke_held_awards(public.fraud_groups) is
'Part of app.resolve_fraud_group, for a group that is upheld, as long as it is pending: revokes the money that it holds and nobody has '
'claimed; how many awards.';
