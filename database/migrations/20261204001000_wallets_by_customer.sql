-- migrate:up
set local lock_timeout = '3s';

-- Stripe tells that a payer was deleted: whose wallets these are is asked for by the payer's id.
create index wallets_by_stripe_customer on wallets (stripe_customer_id) where stripe_customer_id is not null;

-- migrate:down
set local lock_timeout = '3s';
drop index wallets_by_stripe_customer;
