-- Where nobody brought either side, two look-ups are all that it costs.
create or replace function app.weigh_release(escrow public.escrows, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  owner constant uuid := (select b.owner_user_id from public.brand_profiles as b where b.id = escrow.brand_id);
  found_referral public.referrals;
  gains boolean;
begin
  for found_referral in
    select r.* from public.referrals as r
    where r.referred_user_id in (owner, escrow.creator_user_id) and r.status in ('pending', 'active')
    order by r.referred_user_id
  loop
    perform app.weigh_self_deal(escrow, found_referral);
    perform app.weigh_account(found_referral);
  end loop;
  if not found then
    return;
  end if;
  select count(*) > 0 into gains from public.commissions as c where c.escrow_id = escrow.id and c.kind = 'earned';
  if gains then
    perform app.weigh_haste(escrow, owner, moment);
    perform app.weigh_price(escrow);
  end if;
end
$$;

comment on function app.weigh_release(public.escrows, timestamptz) is
'At the end of a release, with its commissions booked: notes what rules find about the deal, its sides and their agents.';
