-- migrate:up
set local lock_timeout = '3s';

-- What the doors take at most (10^12 minor units) is what a row holds, also where SQL adds amounts up: an invitation
-- without an amount takes the sum of the deliverables.
alter table campaign_invitations no force row level security;
update campaign_invitations set agreed_amount = 1000000000000
where agreed_amount > 1000000000000;
alter table campaign_invitations force row level security;
alter table campaign_invitations
add constraint campaign_invitations_amount_is_payable check (agreed_amount <= 1000000000000);
alter table campaign_negotiations
add constraint campaign_negotiations_amount_is_payable check (amount <= 1000000000000);
alter table campaign_deliverables
add constraint campaign_deliverables_compensation_is_payable check (compensation_amount <= 1000000000000);

-- migrate:down
set local lock_timeout = '3s';
alter table campaign_invitations drop constraint campaign_invitations_amount_is_payable;
alter table campaign_negotiations drop constraint campaign_negotiations_amount_is_payable;
alter table campaign_deliverables drop constraint campaign_deliverables_compensation_is_payable;
