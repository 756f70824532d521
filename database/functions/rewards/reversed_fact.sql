-- The same deed can be done again after it was undone: each reversal is that of the last one before it.
create or replace function app.reversed_fact(reversal public.reward_facts) returns public.reward_facts
language sql stable security definer set search_path = '' as $$
  select f from public.reward_facts as f
  where f.subject_user_id = reversal.subject_user_id and f.type = regexp_replace(reversal.type, '\.reversed$', '')
    and f.reference = reversal.reference and reversal.type like '%.reversed' and (f.at, f.id) < (reversal.at, reversal.id)
  order by f.at desc, f.id desc limit 1
$$;

comment on function app.reversed_fact(public.reward_facts) is
'The fact that a reversal takes back: the last one of the same deed (type, person, reference) before it; NULL where there is none.';
