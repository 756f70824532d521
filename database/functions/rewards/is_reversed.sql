create or replace function app.is_reversed(fact public.reward_facts) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.reward_facts as r
    where r.at >= fact.at and r.at < now() + interval '1 day' -- for the months of these alone
      and r.subject_user_id = fact.subject_user_id and r.type = fact.type || '.reversed' and r.reference = fact.reference
      and r.applied_at is not null and (app.reversed_fact(r)).id = fact.id
  )
$$;

comment on function app.is_reversed(public.reward_facts) is 'Whether a fact was taken back, by a reversal that was applied.';
