-- Of points and badges nothing runs out: they were had with the grant.
create or replace function app.require_claimable(award public.reward_awards) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if award.id is null then
    raise exception using errcode = 'IG003', message = 'no such award', detail = '{}';
  elsif award.status in ('claimed', 'fulfilled') then
    raise exception using
      errcode = 'IW009', message = 'it was claimed before', detail = jsonb_build_object('claimed_at', award.claimed_at)::text;
  elsif award.status = 'expired'
    or (award.status = 'granted' and award.claim_by <= now() and award.kind not in ('points', 'badge'))
  then
    raise exception using
      errcode = 'IW014', message = 'it has expired', detail = jsonb_build_object('claim_by', award.claim_by)::text;
  elsif award.status <> 'granted' then
    raise exception using
      errcode = 'IW001', message = format('an award that is %s is not claimed', award.status),
      detail = jsonb_build_object('table', 'reward_awards', 'from', award.status, 'to', 'claimed')::text;
  elsif app.award_waits(award) then
    raise exception using errcode = 'IW015', message = 'it waits for a check', detail = '{}';
  end if;
end
$$;

comment on function app.require_claimable(public.reward_awards) is
'Raises IG003 where there is none, IW009 for what was claimed before, IW014 past its time, IW001 in any other state than granted, '
'IW015 while something holds it (app.award_waits).';
