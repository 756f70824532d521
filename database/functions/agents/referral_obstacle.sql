-- Only what cannot be an accident; what makes one think is for the rules.
create or replace function app.referral_obstacle(agent_user_id uuid, referred_user_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when referral_obstacle.agent_user_id = referral_obstacle.referred_user_id then 'self'
    when exists (
      select from public.wallets as a
      inner join public.wallets as p on p.payout_fingerprint = a.payout_fingerprint
      where a.user_id = referral_obstacle.agent_user_id and p.user_id = referral_obstacle.referred_user_id
    ) then 'same_payout_account'
  end
$$;

comment on function app.referral_obstacle(uuid, uuid) is
'Why an agent cannot have brought a person: self, same_payout_account (both are paid to one bank account); NULL: nothing is known.';
