-- Asked every hour, it leaves a week to claim in, whenever the check ends.
create or replace function app.keep_held_awards(as_of timestamptz) returns integer
language sql security definer set search_path = '' as $$
  with kept as (
    update public.reward_awards as a set claim_by = keep_held_awards.as_of + interval '7 days'
    where a.status = 'granted' and a.kind not in ('points', 'badge') and a.claim_by < keep_held_awards.as_of + interval '7 days'
      and app.award_waits(a)
    returning a.id
  )
  select count(*)::integer from kept
$$;

comment on function app.keep_held_awards(timestamptz) is
'What waits for a check does not run out meanwhile: it can be claimed for a week more, at least; how many awards.';

grant execute on function app.keep_held_awards(timestamptz) to service;
