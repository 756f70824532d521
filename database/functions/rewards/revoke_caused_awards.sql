-- The deed was undone: what it alone had brought goes. Whoever has done enough beside it keeps what they were granted.
create or replace function app.revoke_caused_awards(fact public.reward_facts) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  original constant public.reward_facts := app.reversed_fact(fact);
  award public.reward_awards;
  revoked integer := 0;
begin
  for award in
    select a.* from public.reward_awards as a
    where a.cause_fact_id = original.id and a.user_id = fact.subject_user_id and a.status in ('granted', 'claimed', 'fulfilled')
    order by a.id for no key update
  loop
    if coalesce(app.award_reach(award), 0) < award.level then
      perform app.take_award_back(award, 'What it was granted for was undone.', now());
      revoked := revoked + 1;
    end if;
  end loop;
  return revoked;
end
$$;

comment on function app.revoke_caused_awards(public.reward_facts) is
'For a fact that takes another one back, which was taken out of the counters before: revokes what that one had caused and what is no '
'longer reached without it; how many awards.';
