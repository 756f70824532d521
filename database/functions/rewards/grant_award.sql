-- Whoever grants the same a second time changes nothing: neither a budget nor a balance. What has a budget takes from it first, so
-- that no award stands there without its money; who meets another grant of the same gives back what they took.
create or replace function app.grant_award(
  trigger public.reward_triggers, user_id uuid, level bigint, period_key text, cause_fact_id uuid, moment timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id constant uuid := uuidv7();
  kind constant text := trigger.reward ->> 'kind';
  amount constant bigint := (trigger.reward ->> case kind when 'points' then 'points' else 'amount' end)::bigint;
  done_at constant timestamptz := case when trigger.auto_claim and kind in ('points', 'badge', 'tier_boost') then moment end;
  program public.reward_programs;
  failure text;
begin
  perform ledger.refuse_nulls(num_nulls(trigger.id, user_id, level, period_key, moment));
  select p.* into program from public.reward_programs as p where p.id = trigger.program_id;
  if app.award_obstacle(program, kind, grant_award.user_id, grant_award.moment) or exists (
    select from public.reward_awards as a
    where a.trigger_id = trigger.id and a.user_id = grant_award.user_id and a.level = grant_award.level
      and a.period_key = grant_award.period_key
  ) then
    return null;
  end if;
  failure := app.award_failure(program, trigger.reward, grant_award.user_id);
  insert into public.reward_awards (
    id, program_id, brand_id, trigger_id, version, user_id, name, level, period_key, kind, reward, amount, currency, status, failure,
    cause_fact_id, granted_at, claim_by, claimed_at, fulfilled_at
  ) values (
    new_id, program.id, program.brand_id, trigger.id, trigger.version, grant_award.user_id, trigger.name,
    grant_award.level, grant_award.period_key, kind, trigger.reward, amount, trigger.reward ->> 'currency',
    case when failure is not null then 'failed' when done_at is not null then 'fulfilled' else 'granted' end, failure,
    grant_award.cause_fact_id, moment, greatest(moment, now()) + make_interval(days => program.claim_days),
    case when failure is null then done_at end, case when failure is null then done_at end
  )
  on conflict on constraint reward_is_awarded_once do nothing;
  if not found then
    if kind = 'money' and failure is null then
      perform app.release_program_budget(program.id, amount);
    end if;
    return null;
  elsif failure is null then
    perform app.give_award(new_id, moment);
  end if;
  return new_id;
end
$$;

comment on function app.grant_award(public.reward_triggers, uuid, bigint, text, uuid, timestamptz) is
'Grants what a trigger promises for a level (of levels), once a period; the id of the award. Where the budget does not suffice, or what '
'it is cannot be had, the award is there as failed and says why. NULL where it was granted before, where its program grants nothing at '
'that moment, to members of the brand that pays, and to accounts that are shut. What costs no budget is given at once.';
