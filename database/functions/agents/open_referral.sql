-- A rule that fails costs what it would have found, not the referral.
create or replace function app.open_referral(
  referred_user_id uuid, agent_user_id uuid, source text, code_id uuid, touch_id uuid, invite_id uuid, obstacle text
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.referrals (
    referred_user_id, agent_user_id, source, code_id, touch_id, invite_id, window_days, status, reject_reason
  ) values (
    open_referral.referred_user_id, open_referral.agent_user_id, open_referral.source, open_referral.code_id,
    open_referral.touch_id, open_referral.invite_id,
    case when open_referral.source = 'link' then (app.setting('referral_window_days') #>> '{}')::integer end,
    case when obstacle is null then 'active' else 'rejected' end, obstacle
  );
  if obstacle is not null then
    return;
  end if;
  perform app.tell_of_referral(open_referral.agent_user_id, open_referral.referred_user_id);
  begin
    perform app.weigh_referral(open_referral.referred_user_id);
  exception when others then
    raise warning 'rules of referral %: % %', open_referral.referred_user_id, sqlstate, sqlerrm;
  end;
end
$$;

comment on function app.open_referral(uuid, uuid, text, uuid, uuid, uuid, text) is
'Writes down who brought whom, rejected where there is an obstacle; else the agent is told and the fraud rules look at it.';
