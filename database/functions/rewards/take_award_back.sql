create or replace function app.take_award_back(award public.reward_awards, reason text, moment timestamptz) returns public.reward_awards
language plpgsql security definer set search_path = '' as $$
declare
  was constant text := award.status;
begin
  perform ledger.refuse_nulls(num_nulls(award.id, reason, moment));
  if was = 'revoked' then -- the machine sees no step in it
    raise exception using
      errcode = 'IW001', message = 'it was revoked before',
      detail = jsonb_build_object('table', 'reward_awards', 'from', was, 'to', was)::text;
  end if;
  update public.reward_awards as a set status = 'revoked', ended_at = moment, reason = take_award_back.reason
  where a.id = award.id returning a.* into award;
  case award.kind
    when 'money' then
      if was = 'claimed' then
        perform app.claw_back_award(award);
      else
        perform app.release_program_budget(award.program_id, award.amount);
      end if;
    when 'points' then
      update public.point_balances as b set points = greatest(b.points - award.amount, 0)
      where b.user_id = award.user_id and b.program_id = award.program_id;
    when 'badge' then
      perform app.revoke_achievement(award.id, award.reason, moment);
    else -- a boost ends with its award (app.tier_boost)
      null;
  end case;
  perform app.notify(
    award.user_id, 'rewards', 'award_revoked', 'A reward was taken back', award.reason,
    jsonb_strip_nulls(jsonb_build_object(
      'award_id', award.id, 'amount', case when award.currency is not null then award.amount end, 'currency', award.currency
    ))
  );
  return award;
end
$$;

comment on function app.take_award_back(public.reward_awards, text, timestamptz) is
'Part of app.revoke_award and of all that revokes by itself: what was reserved is free again, money that was claimed comes back by an earning '
'below zero, points and badges go; the person is told why. The caller holds the award locked. Raises IM002, IW001.';
