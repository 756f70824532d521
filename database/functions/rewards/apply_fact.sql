-- Exactly once: who has the lock of the person and finds the fact unapplied counts it, and says so in the same transaction.
-- Going live, a trigger waits for all who hold the lock `rewards` (app.make_trigger_live): before or after, never in between.
create or replace function app.apply_fact(fact_id uuid, at timestamptz) returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  fact public.reward_facts;
  original public.reward_facts;
  person uuid;
  entries jsonb;
  granted integer := 0;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('rewards', 0));
  select f.subject_user_id into person from public.reward_facts as f where f.id = fact_id and f.at = apply_fact.at;
  if person is null then
    return -1;
  end if;
  if not app.lock_reward_subject(person) then
    person := null; -- nobody's: counted nowhere
  end if;
  select f.* into fact from public.reward_facts as f
  where f.id = fact_id and f.at = apply_fact.at and f.applied_at is null for update;
  if not found then
    return -1;
  end if;

  if fact.type like '%.reversed' then
    original := app.reversed_fact(fact);
    if original.id is not null and original.applied_at is null then
      granted := app.apply_fact(original.id, original.at);
    end if;
    update public.reward_facts as f set applied_at = clock_timestamp() where f.id = fact.id and f.at = fact.at;
    if original.id is not null then
      perform app.revoke_unreached_awards(person, app.count_down(original.id, original.at));
    end if;
    return granted;
  end if;

  -- What comes only after its reversal was applied had nobody to take it back.
  entries := case when app.is_reversed(fact) then '[]' else app.counts_of(fact, person) end;
  update public.reward_facts as f set applied_at = clock_timestamp(), counted = entries where f.id = fact.id and f.at = fact.at;
  if entries = '[]' then
    return 0;
  end if;
  perform app.count_up(person, fact.at, entries);
  granted := app.grant_reached(person, entries, fact.id);
  if granted > 0 then
    perform app.tell_of_awards(fact.id);
  end if;
  return granted;
end
$$;

comment on function app.apply_fact(uuid, timestamptz) is
'Counts one fact for all live triggers, once, and grants what is reached: how many awards; -1 where it was applied before, or is gone. A '
'reversal takes back what its original counted, and revokes what is no longer reached. Tells of all awards of the fact in one notification.';

grant execute on function app.apply_fact(uuid, timestamptz) to service;
