-- migrate:up
set local lock_timeout = '3s';

-- Two people who are paid to one bank account are one, where it is about who brought whom.
alter table wallets
add column payout_fingerprint text,
add constraint wallet_payout_fingerprint_is_one check (length(payout_fingerprint) between 1 and 255),
add constraint wallet_payout_fingerprint_is_a_users check (payout_fingerprint is null or user_id is not null);
create index wallets_by_payout_fingerprint on wallets (payout_fingerprint) where payout_fingerprint is not null;
comment on column wallets.payout_fingerprint is
'Stripe''s name for the bank account or card behind the connected account: the same one under two accounts has the same. Kept when '
'the account is closed. NULL: none yet.';

-- migrate:down
set local lock_timeout = '3s';
drop index wallets_by_payout_fingerprint;
alter table wallets
drop constraint wallet_payout_fingerprint_is_a_users,
drop column payout_fingerprint;
