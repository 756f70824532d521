create or replace function app.resolve_fraud_group(group_id uuid, resolution text, reason text, ban_agent boolean)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  about public.fraud_groups;
begin
  select g.* into about from public.fraud_groups as g where g.id = resolve_fraud_group.group_id for no key update;
  perform app.require_fraud_decider(about);
  if about.status <> 'pending' then
    raise exception using
      errcode = 'IR005', message = 'decided already',
      detail = jsonb_build_object('table', 'fraud_groups', 'from', about.status)::text;
  end if;
  if resolve_fraud_group.ban_agent then
    -- As whoever bans or holds: agents, then payouts, then commissions, or each waits for the other.
    perform from public.agent_profiles as a
    where a.user_id in (select g.id from app.fraud_agents(about.subject_type, about.subject_id) as g (id))
    order by a.user_id for no key update;
    perform pg_advisory_xact_lock(hashtextextended('payouts', 0));
  end if;
  if resolve_fraud_group.resolution = 'upheld' then
    perform app.revoke_held_awards(about);
  end if;
  update public.fraud_groups as g set
    status = 'resolved', resolution = resolve_fraud_group.resolution, reason = resolve_fraud_group.reason,
    resolved_by = auth.uid(), resolved_at = now()
  where g.id = about.id;
  if resolve_fraud_group.resolution = 'dismissed' then
    perform app.release_holds(about.id);
    update public.referrals as r set status = 'active', reject_reason = null
    where about.subject_type = 'referral' and r.referred_user_id = about.subject_id and r.status = 'rejected'
      and r.reject_reason = about.rule_key and about.action = 'reject';
    return;
  end if;
  perform app.forfeit_commissions(about.id);
  if resolve_fraud_group.ban_agent then
    update public.agent_profiles as a set
      status = 'banned', status_reason = left(resolve_fraud_group.reason, 500), status_changed_at = now()
    where a.status <> 'banned' and a.user_id in (
      select g.id from app.fraud_agents(about.subject_type, about.subject_id) as g (id)
    );
  end if;
  update public.referrals as r set status = 'rejected', reject_reason = about.rule_key
  where about.subject_type = 'referral' and r.referred_user_id = about.subject_id and r.status in ('pending', 'active');
end
$$;

comment on function app.resolve_fraud_group(uuid, text, text, boolean) is
'An administrator upholds (what it holds goes to the platform, rewards into their budgets, a referral is rejected, on demand its '
'agents are banned) or dismisses a fraud group (what it holds is free, a referral that it had rejected counts again). Raises IM005, IG003, IK033, IR005.';

grant execute on function app.resolve_fraud_group(uuid, text, text, boolean) to authenticated, admin;
