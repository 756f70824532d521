-- owner: app_owner
-- The source's influencer_payouts: what a creator got for a deal, and when it was paid. With the policies of whoever asks.
create or replace view public.deal_payouts with (security_invoker = true) as
select
  e.id,
  e.creator_user_id,
  h.deal_id,
  e.escrow_id,
  e.amount,
  e.currency,
  e.created_at as issued_at,
  e.paid_at,
  e.payout_id
from public.earnings as e inner join public.escrows as h on e.escrow_id = h.id
where e.kind = 'earned';

comment on view public.deal_payouts is 'Earnings of deals (minor units) and when they were paid.';

grant select on public.deal_payouts to authenticated, admin, service;
