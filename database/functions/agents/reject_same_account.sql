-- Known only when somebody says where they want to be paid: before the first commission nobody loses anything, after it
-- somebody has to look.
create or replace function app.reject_same_account(user_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  referral public.referrals;
  rejected integer := 0;
begin
  for referral in
    with twins as (
      select t.user_id
      from public.wallets as w
      inner join public.wallets as t on t.payout_fingerprint = w.payout_fingerprint and t.user_id <> w.user_id
      where w.user_id = reject_same_account.user_id
    )
    select r.* from public.referrals as r
    where (r.referred_user_id, r.agent_user_id) in (
        select t.user_id, reject_same_account.user_id from twins as t
        union all
        select reject_same_account.user_id, t.user_id from twins as t
      )
      and r.status in ('pending', 'active')
    order by r.referred_user_id
    for no key update of r
  loop
    if app.commissions_from(referral.agent_user_id, referral.referred_user_id) = '[]' then
      update public.referrals as r set status = 'rejected', reject_reason = 'same_payout_account'
      where r.referred_user_id = referral.referred_user_id;
      rejected := rejected + 1;
    else
      perform app.note_fraud(
        'same_payout_account', 'referral', referral.referred_user_id,
        jsonb_build_object('agent_user_id', referral.agent_user_id)
      );
    end if;
  end loop;
  return rejected;
end
$$;

comment on function app.reject_same_account(uuid) is
'Rejects referrals between a person and whoever is paid to the same bank account; where an agent has earned by one already, it is '
'noted for the fraud queue instead, whose rule says what happens until somebody decides. How many were rejected.';
