-- The deed was undone: what is not reached without it goes, whichever fact had caused it. Whoever has done enough beside it keeps what
-- they were granted.
create or replace function app.revoke_unreached_awards(user_id uuid, entries jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  award public.reward_awards;
  revoked integer := 0;
begin
  for award in
    select a.* from public.reward_awards as a
    where a.user_id = revoke_unreached_awards.user_id and a.status in ('granted', 'claimed', 'fulfilled')
      and a.trigger_id in (select (e.entry ->> 'trigger')::uuid from jsonb_array_elements(entries) as e (entry))
      and app.award_reach(a) < a.level
    order by a.program_id, a.id for no key update
  loop
    perform app.take_award_back(award, 'What it was granted for was undone.', now());
    revoked := revoked + 1;
  end loop;
  return revoked;
end
$$;

comment on function app.revoke_unreached_awards(uuid, jsonb) is
'Of the triggers whose counters a fact was taken out of (entries, as app.count_down answers them), revokes what somebody was granted for '
'levels that are no longer reached; how many awards.';
