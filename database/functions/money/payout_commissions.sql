-- Definer, as app.payout_earnings: who may look is asked here. An agent learns of no deal: the month is all that there is.
create or replace function app.payout_commissions(payout_id uuid, at_most integer) returns table (
  commission_id uuid, kind text, month text, amount bigint, reason text
)
language sql stable security definer set search_path = '' as $$
  with payout as (
    select p.* from public.payouts as p
    where p.id = payout_commissions.payout_id and (auth.is_privileged() or p.creator_user_id = auth.uid())
  ),
  made_of as (
    select c.* from payout as p inner join public.commissions as c on c.payout_id = p.id
    union all
    select c.* from payout as p inner join public.commissions as c on c.id = any(p.commission_ids)
    where p.status = 'failed' -- its commissions are free again
  )
  select c.id, c.kind, to_char(c.created_at at time zone 'UTC', 'YYYY-MM'), c.amount, c.reason
  from made_of as c order by c.id limit at_most
$$;

comment on function app.payout_commissions(uuid, integer) is
'The commissions, less what was taken back, that a payout is (or, failed, was) made of, and the month (UTC) of each; with app.payout_earnings '
'their sum is its amount, in minor units. Nothing for somebody else''s payout.';

grant execute on function app.payout_commissions(uuid, integer) to authenticated, admin, service;
