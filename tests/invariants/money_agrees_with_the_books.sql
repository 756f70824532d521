-- Wallets, budgets, reservations, earnings and payouts say what the ledger says: the other half of the nightly proof.
select m.broken_rule, m.subject, m.expected, m.found from app.find_broken_money() as m;
