-- No brand has money available while it owes some for what was taken back, per currency. Summed from the entries.
with held as (
  select
    a.brand_id, a.currency,
    coalesce(sum(e.amount) filter (where a.purpose = 'brand_available'), 0) as available,
    coalesce(-sum(e.amount) filter (where a.purpose = 'disputes'), 0) as debt
  from ledger.accounts as a inner join ledger.entries as e on e.account_id = a.id
  where a.purpose in ('brand_available', 'disputes')
  group by a.brand_id, a.currency
)
select h.brand_id, h.currency, h.available, h.debt from held as h where h.available > 0 and h.debt > 0;
