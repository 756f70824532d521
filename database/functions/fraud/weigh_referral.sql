-- Weak signs only: none of them rejects by itself, and a sign-up never fails for them. The address of the network decides nothing.
create or replace function app.weigh_referral(referred_user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  found_referral public.referrals;
begin
  select r.* into found_referral from public.referrals as r
  where r.referred_user_id = weigh_referral.referred_user_id and r.status in ('pending', 'active');
  if not found then
    return;
  end if;
  perform app.weigh_address(found_referral.referred_user_id);
  perform app.weigh_touch(found_referral);
  perform app.weigh_pace(found_referral);
end
$$;

comment on function app.weigh_referral(uuid) is
'At a sign-up that an agent brought: notes what rules find about the address, the touch, and how many come by the code.';
