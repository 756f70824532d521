create or replace function app.weigh_account(referral public.referrals) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if app.referral_obstacle(referral.agent_user_id, referral.referred_user_id) = 'same_payout_account' then
    perform app.note_fraud(
      'same_payout_account', 'referral', referral.referred_user_id,
      jsonb_build_object('agent_user_id', referral.agent_user_id)
    );
  end if;
end
$$;

comment on function app.weigh_account(public.referrals) is
'Rule same_payout_account: the agent and the person whom they brought are paid to one bank account.';
