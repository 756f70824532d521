-- Found by its owner (ledger.owner_of): `is not distinct from` uses no index, so each look-up read all accounts (3 ms
-- with 50,000). Two that open it at once: the second reads what the first has made.
drop function if exists ledger.account(text, text, uuid, uuid, uuid, uuid, uuid);
create or replace function ledger.account(
  purpose text, currency text, brand_id uuid default null, user_id uuid default null,
  campaign_id uuid default null, gig_id uuid default null, deal_id uuid default null,
  program_id uuid default null
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
begin
  for attempt in 1..2 loop
    select a.id into found_id from ledger.accounts as a
    where a.owner_id = ledger.owner_of(
      account.brand_id, account.user_id, account.campaign_id, account.gig_id, account.deal_id, account.program_id
    )
      and a.purpose = account.purpose and a.currency = account.currency
      and a.brand_id is not distinct from account.brand_id;
    exit when found;
    insert into ledger.accounts as a (purpose, currency, brand_id, user_id, campaign_id, gig_id, deal_id, program_id)
    values (
      account.purpose, account.currency, account.brand_id, account.user_id, account.campaign_id, account.gig_id,
      account.deal_id, account.program_id
    )
    on conflict on constraint ledger_account_exists_once do nothing
    returning a.id into found_id;
    exit when found;
  end loop;
  return found_id;
end
$$;

comment on function ledger.account(text, text, uuid, uuid, uuid, uuid, uuid, uuid) is
'The account of that purpose, currency and owner; opened when it is first asked for.';
