-- Definer, because a creator who has left a campaign still reads what it paid: who may look is asked here.
create or replace function app.payout_earnings(payout_id uuid, at_most integer) returns table (
  earning_id uuid, kind text, campaign_id uuid, campaign_name text, brand_name text, submission_id uuid,
  gross_amount bigint, fee_amount bigint, amount bigint, reason text, earned_at timestamptz,
  deal_id uuid, program_id uuid
)
language sql stable security definer set search_path = '' as $$
  with payout as (
    select p.* from public.payouts as p
    where p.id = payout_earnings.payout_id and (auth.is_privileged() or p.creator_user_id = auth.uid())
  ),
  made_of as (
    select e.* from payout as p inner join public.earnings as e on e.payout_id = p.id
    union all
    select e.* from payout as p inner join public.earnings as e on e.id = any(p.earning_ids)
    where p.status = 'failed' -- its earnings are free again
  )
  select
    e.id, e.kind, e.campaign_id, coalesce(c.name, d.title, g.name, ''), coalesce(b.name, ''), e.submission_id, e.gross_amount, e.fee_amount, e.amount, e.reason,
    e.created_at, d.id, g.id
  from made_of as e
  left join public.campaigns as c on c.id = e.campaign_id
  left join public.earnings as o on o.id = e.clawback_of
  left join public.escrows as h on h.id = coalesce(e.escrow_id, o.escrow_id)
  left join public.deals as d on d.id = h.deal_id
  left join public.reward_awards as a on a.id = coalesce(e.award_id, o.award_id)
  left join public.reward_programs as g on g.id = a.program_id
  left join public.brand_profiles as b on b.id = e.brand_id -- the platform rewards, too
  order by e.id limit at_most
$$;

comment on function app.payout_earnings(uuid, integer) is
'The earnings, less what was taken back, that a payout is (or, failed, was) made of, with their campaigns, '
'deals or programs of rewards (campaign_name is the name of any), in minor units: their sum is its amount. Nothing for somebody else''s payout.';

grant execute on function app.payout_earnings(uuid, integer) to authenticated, admin, service;
