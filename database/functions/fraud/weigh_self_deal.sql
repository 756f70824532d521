create or replace function app.weigh_self_deal(escrow public.escrows, referral public.referrals) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if app.is_party(referral.agent_user_id, escrow) then
    perform app.note_fraud(
      'self_deal', 'agent', referral.agent_user_id,
      jsonb_build_object('escrow_id', escrow.id, 'referred_user_id', referral.referred_user_id)
    );
  end if;
end
$$;

comment on function app.weigh_self_deal(public.escrows, public.referrals) is
'Rule self_deal: the agent of a side is the creator, or belongs to the brand. They earn nothing of it (app.distribute_fee).';
