-- Final: a revoked award is not granted again, whatever is counted later. Of what was claimed no brand takes anything back by itself.
create or replace function app.revoke_award(award_id uuid, reason text, moment timestamptz) returns public.reward_awards
language plpgsql security definer set search_path = '' as $$
declare
  award public.reward_awards;
  was text;
begin
  select a.* into award from public.reward_awards as a where a.id = revoke_award.award_id for no key update;
  perform app.require_manager(award.brand_id, award.user_id);
  was := award.status;
  if award.id is null then
    raise exception using errcode = 'IG003', message = 'no such award', detail = '{}';
  elsif was = 'claimed' and award.kind = 'money' and not auth.is_privileged() then
    raise exception using errcode = 'IM005', message = 'administrators take money back', detail = '{}';
  elsif was = 'revoked' then
    raise exception using
      errcode = 'IW001', message = 'it was revoked before',
      detail = jsonb_build_object('table', 'reward_awards', 'from', 'revoked', 'to', 'revoked')::text;
  end if;
  update public.reward_awards as a set status = 'revoked', ended_at = moment, reason = revoke_award.reason
  where a.id = award.id returning a.* into award;
  if award.kind = 'money' and was = 'claimed' then
    perform app.claw_back_award(award.id, award.reason, moment);
  elsif award.kind = 'money' then
    perform app.release_program_budget(award.program_id, award.amount);
  elsif award.kind = 'points' then
    update public.point_balances as b set points = greatest(b.points - award.amount, 0)
    where b.user_id = award.user_id and b.program_id = award.program_id;
  elsif award.kind = 'badge' then
    perform app.revoke_achievement(award.id, award.reason, moment);
  end if;
  perform app.notify(
    award.user_id, 'rewards', 'award_revoked', 'A reward was taken back', award.reason,
    jsonb_strip_nulls(jsonb_build_object(
      'award_id', award.id, 'amount', case when award.currency is not null then award.amount end, 'currency', award.currency
    ))
  );
  return award;
end
$$;

comment on function app.revoke_award(uuid, text, timestamptz) is
'Takes an award back, with the reason that its person reads: what was reserved is free again, money that was claimed comes back by an '
'earning below zero, points and badges go. For those who run campaigns of its brand; what was claimed in money, and awards of the '
'platform, for administrators. Raises IG003, IM005, IW001 and, for an empty reason, reward_awards_reason_is_seen.';

grant execute on function app.revoke_award(uuid, text, timestamptz) to authenticated, admin, service;
