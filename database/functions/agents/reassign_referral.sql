-- Whom a person was brought by is read when a deal is paid out: so this counts for what is released from now on.
create or replace function app.reassign_referral(user_id uuid, agent_user_id uuid, reason text) returns public.referrals
language plpgsql security definer set search_path = '' as $$
declare
  referral public.referrals;
  obstacle constant text := app.referral_obstacle(reassign_referral.agent_user_id, reassign_referral.user_id);
begin
  if not auth.is_privileged() then
    raise exception using errcode = 'IM005', message = 'administrators reassign', detail = '{}';
  elsif auth.uid() in (reassign_referral.agent_user_id, reassign_referral.user_id) then
    raise exception using
      errcode = 'IU004', message = 'not to oneself', detail = jsonb_build_object('table', 'referrals')::text;
  elsif obstacle is not null then
    raise exception using
      errcode = 'IR001', message = 'nobody brings themselves', detail = jsonb_build_object('reason', obstacle)::text;
  end if;
  perform set_config('request.reason', reason, true);
  if reassign_referral.agent_user_id is null then
    update public.referrals as r set status = 'rejected', reject_reason = reassign_referral.reason
    where r.referred_user_id = reassign_referral.user_id returning r.* into referral;
  else
    insert into public.referrals as r (referred_user_id, agent_user_id, source)
    select u.id, a.user_id, 'manual'
    from auth.users as u
    inner join public.agent_profiles as a on a.user_id = reassign_referral.agent_user_id
    where u.id = reassign_referral.user_id and u.status <> 'deleted'
    on conflict on constraint referrals_pkey do update set
      agent_user_id = excluded.agent_user_id, source = 'manual', code_id = null, touch_id = null, invite_id = null,
      window_days = null, status = 'active', reject_reason = null
    returning r.* into referral;
  end if;
  if referral.referred_user_id is null then
    raise exception using errcode = 'IG003', message = 'no such person, agent or referral', detail = '{}';
  end if;
  perform app.log_action('referrals.reassign', 'referrals', reassign_referral.user_id::text);
  return referral;
end
$$;

comment on function app.reassign_referral(uuid, uuid, text) is
'For administrators: a person was brought by this agent (NULL: by nobody), for what is released from now on. Audited, with '
'the reason. Raises IM005, IU004 (the administrator is one of them), IR001 (the agent is the person, or is paid where they '
'are), IG003.';

grant execute on function app.reassign_referral(uuid, uuid, text) to authenticated, admin;
