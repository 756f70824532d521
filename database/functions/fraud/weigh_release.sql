-- Where nobody brought either side, two look-ups are all that it costs. Whoever earns by the deal is no party to it
-- (app.earning_agent), so that is not asked again.
create or replace function app.weigh_release(escrow public.escrows, agents uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  owner constant uuid := (select b.owner_user_id from public.brand_profiles as b where b.id = escrow.brand_id);
  found_referral public.referrals;
begin
  for found_referral in
    select r.* from public.referrals as r
    where r.referred_user_id in (owner, escrow.creator_user_id) and r.status in ('pending', 'active')
    order by r.referred_user_id
  loop
    if found_referral.agent_user_id <> all(agents) then
      perform app.weigh_self_deal(escrow, found_referral);
    end if;
    perform app.weigh_account(found_referral);
  end loop;
  if found and cardinality(agents) > 0 then
    perform app.weigh_haste(escrow, owner);
    perform app.weigh_price(escrow);
  end if;
end
$$;

comment on function app.weigh_release(public.escrows, uuid[]) is
'At the end of a release, with the commissions of these agents booked: notes what rules find about the deal, its sides and their '
'agents.';
