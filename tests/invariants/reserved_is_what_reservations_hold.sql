-- What the ledger holds for a campaign is the sum of its open reservations, to the unit.
select c.id, coalesce(l.held, 0) as in_the_ledger, coalesce(r.held, 0) as in_reservations
from campaigns as c
left join (
  select a.campaign_id, sum(e.amount) as held
  from ledger.accounts as a inner join ledger.entries as e on e.account_id = a.id
  where a.purpose = 'campaign_reserved' group by a.campaign_id
) as l on l.campaign_id = c.id
left join (
  select b.campaign_id, sum(b.amount - b.spent - b.released) as held
  from campaign_budget_reservations as b group by b.campaign_id
) as r on r.campaign_id = c.id
where coalesce(l.held, 0) <> coalesce(r.held, 0);
