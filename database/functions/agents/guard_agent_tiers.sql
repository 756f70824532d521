-- After the statement, under one lock: two changes that are fine alone may not be so together.
create or replace function app.guard_agent_tiers() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  broken record;
begin
  perform pg_advisory_xact_lock(hashtextextended('agent tiers', 0));
  select lower.tier as lower_tier, higher.tier as higher_tier into broken
  from public.agent_tiers as higher
  left join public.agent_tiers as lower on lower.rank = (
    select max(t.rank) from public.agent_tiers as t where t.rank < higher.rank
  )
  where higher.min_active_referrals < lower.min_active_referrals or higher.min_commission_90d < lower.min_commission_90d
    or (lower.tier is null and (higher.min_active_referrals > 0 or higher.min_commission_90d > 0))
  order by higher.rank limit 1;
  if found then
    raise exception using
      errcode = 'IR013', message = 'tiers out of order',
      detail = jsonb_strip_nulls(jsonb_build_object('lower', broken.lower_tier, 'higher', broken.higher_tier))::text;
  end if;
  return null;
end
$$;

comment on function app.guard_agent_tiers() is
'AFTER a change of agent_tiers: a tier asks for no less than the one below it, and the lowest for nothing, so that everybody has one. '
'Raises IR013.';

grant execute on function app.guard_agent_tiers() to app_owner;

create or replace trigger guard_agent_tiers after insert or update on agent_tiers
for each statement execute function app.guard_agent_tiers();
