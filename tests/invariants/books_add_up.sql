-- Every account's chain and every transaction add up: what the nightly proof asks of the ledger alone.
select b.broken_rule, b.subject, b.expected, b.found from ledger.find_broken_books(1) as b
union all
select t.broken_rule, t.subject, t.expected, t.found from ledger.find_broken_transactions() as t;
