-- migrate:up
set local lock_timeout = '3s';

-- What a reward program was funded with stands in an account of its own: the brand's, or the platform's (no brand).
-- The functions that name an owner get one more argument: their old signatures go, and the sources bring the new ones.
set local role app_internal;
drop function if exists ledger.account(text, text, uuid, uuid, uuid, uuid, uuid);
reset role;
alter table reward_programs add constraint reward_program_is_of_its_brand unique (id, brand_id);
alter table ledger.accounts
add column program_id uuid,
add constraint ledger_accounts_are_of_a_program foreign key (program_id)
references reward_programs (id) on delete restrict,
add constraint ledger_accounts_belong_to_the_brand_of_a_program foreign key (program_id, brand_id)
references reward_programs (id, brand_id) on delete restrict;
create index ledger_accounts_of_a_program on ledger.accounts (program_id, brand_id) where program_id is not null;
drop trigger identity_is_fixed on ledger.accounts;
create trigger identity_is_fixed
before update of purpose, currency, brand_id, campaign_id, user_id, gig_id, deal_id, program_id, owner_id, may_go_negative
on ledger.accounts for each statement execute function app.refuse_change();

-- migrate:down
set local lock_timeout = '3s';
drop view if exists ledger.account_balances;
set local role app_internal;
drop function if exists ledger.account(text, text, uuid, uuid, uuid, uuid, uuid, uuid);
reset role;
drop function if exists ledger.owner_of(uuid, uuid, uuid, uuid, uuid, uuid);
drop trigger identity_is_fixed on ledger.accounts;
create trigger identity_is_fixed
before update of purpose, currency, brand_id, campaign_id, user_id, gig_id, deal_id, owner_id, may_go_negative
on ledger.accounts for each statement execute function app.refuse_change();
alter table ledger.accounts drop column program_id;
alter table reward_programs drop constraint reward_program_is_of_its_brand;
