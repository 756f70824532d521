-- brings: agent → whom they brought; pays: owner of a brand → creator, by held funds that were released; shares: who is paid to
-- one bank account, in both directions. Of an account that more than a hundred people share each pair would be too many rows;
-- same_payout_account finds them.
create or replace function app.fraud_edges() returns table (kind text, tail uuid, head uuid)
language sql stable security definer set search_path = '' as $$
  select 'brings', r.agent_user_id, r.referred_user_id
  from public.referrals as r where r.status in ('pending', 'active') and r.agent_user_id <> r.referred_user_id
  union all
  select distinct 'pays', b.owner_user_id, e.creator_user_id
  from public.escrows as e
  inner join public.brand_profiles as b on b.id = e.brand_id
  where e.status = 'released' and b.owner_user_id <> e.creator_user_id
  union all
  select distinct 'shares', w.user_id, o.user_id
  from public.wallets as w
  inner join public.wallets as o on o.payout_fingerprint = w.payout_fingerprint and o.user_id <> w.user_id
  where w.payout_fingerprint in (
    select s.payout_fingerprint from public.wallets as s where s.payout_fingerprint is not null
    group by s.payout_fingerprint having count(distinct s.user_id) between 2 and 100
  )
$$;

comment on function app.fraud_edges() is
'The graph in which rings are looked for: who brings whom, pays whom, shares a bank account with whom (both ways).';
