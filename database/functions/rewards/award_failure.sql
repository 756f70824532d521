create or replace function app.award_failure(program public.reward_programs, reward jsonb, user_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
begin
  case reward ->> 'kind'
    when 'money' then
      if reward ->> 'currency' is distinct from program.currency then
        return 'refused';
      elsif not app.reserve_program_budget(program.id, (reward ->> 'amount')::bigint) then
        return case
          when exists (select from public.reward_programs as p where p.id = program.id and p.status = 'ended') then 'program_ended'
          else 'budget_exhausted'
        end;
      end if;
    when 'tier_boost' then
      if not exists (
        select from public.agent_profiles as a where a.user_id = award_failure.user_id and a.status <> 'banned'
      ) then
        return 'refused';
      end if;
    when 'points', 'badge' then
      return null;
    else -- known, and off: tokens, coupons and lockers come with what they need
      return 'not_configured';
  end case;
  return null;
end
$$;

comment on function app.award_failure(public.reward_programs, jsonb, uuid) is
'Why a reward cannot be had (reward_awards.failure); NULL where it can. Of money, what it costs is reserved then.';
