-- Only Stripe's clearing, revenue and a brand's debt may go below zero; no wallet and no budget ever does. Summed from
-- the entries, not read from the account.
select a.id, a.purpose, sum(e.amount) as balance
from ledger.accounts as a inner join ledger.entries as e on e.account_id = a.id
where not a.may_go_negative
group by a.id, a.purpose having sum(e.amount) < 0;
