-- A creator's wallets know the creator's open account and no other, and are paid out only where Stripe and we see no obstacle.
select w.id, w.stripe_account_id, w.payouts_enabled, a.status, a.user_id
from wallets as w
left join connected_accounts as a on a.stripe_account_id = w.stripe_account_id
where w.payouts_enabled and w.stripe_account_id is null
  or w.stripe_account_id is not null and (
    a.user_id is distinct from w.user_id or a.status <> 'open'
    or w.payouts_enabled <> (a.transfers_active and a.refusal is null)
    or w.payouts_enabled <> (w.payouts_blocked_reason is null)
  );
