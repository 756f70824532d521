-- Money comes from somewhere and goes somewhere: all entries of a currency sum to zero. Written without the ledger's own
-- functions, so that a fault in those does not hide it.
select e.currency, sum(e.amount) as left_over from ledger.entries as e group by e.currency having sum(e.amount) <> 0;
