-- migrate:up
set local lock_timeout = '3s';

-- What gigs and deals hold stands in accounts of their own.
-- The functions that name an owner get two more arguments: their old signatures go, and the sources bring the new ones.
set local role app_internal;
drop function if exists ledger.account(text, text, uuid, uuid, uuid);
reset role;
alter table ledger.accounts
add column gig_id uuid,
add column deal_id uuid,
add constraint ledger_accounts_belong_to_a_gig foreign key (gig_id, brand_id)
references gigs (id, brand_id) on delete restrict,
add constraint ledger_accounts_belong_to_a_deal foreign key (deal_id, brand_id)
references deals (id, brand_id) on delete restrict;
create index ledger_accounts_of_a_gig on ledger.accounts (gig_id, brand_id) where gig_id is not null;
create index ledger_accounts_of_a_deal on ledger.accounts (deal_id, brand_id) where deal_id is not null;
drop trigger identity_is_fixed on ledger.accounts;
create trigger identity_is_fixed
before update of purpose, currency, brand_id, campaign_id, user_id, gig_id, deal_id, owner_id, may_go_negative
on ledger.accounts for each statement execute function app.refuse_change();

-- migrate:down
set local lock_timeout = '3s';
drop view if exists ledger.account_balances;
set local role app_internal;
drop function if exists ledger.account(text, text, uuid, uuid, uuid, uuid, uuid);
reset role;
drop function if exists ledger.owner_of(uuid, uuid, uuid, uuid, uuid);
drop trigger identity_is_fixed on ledger.accounts;
create trigger identity_is_fixed
before update of purpose, currency, brand_id, campaign_id, user_id, owner_id, may_go_negative
on ledger.accounts for each statement execute function app.refuse_change();
alter table ledger.accounts drop column gig_id, drop column deal_id;
