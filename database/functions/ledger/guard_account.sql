-- owner: app_owner
-- A post is the hottest thing we do, and PostgreSQL reads and compiles every CHECK of a table, and the expression of
-- every generated column, anew in each statement that touches a row: rules about what never changes stand where it is
-- decided. What an account is, is decided once: when it is opened.
-- (docs/decisions/0016-what-never-changes-is-checked-once.md)
create or replace function ledger.guard_account() returns trigger language plpgsql as $$
begin
  if new.currency !~ '^[a-z]{3}$' then
    raise exception using
      errcode = 'check_violation', constraint = 'ledger_account_currency_is_iso', table = tg_table_name,
      message = 'the currency of an account is a lower-case ISO 4217 code';
  end if;
  if not coalesce(case
    when new.purpose in ('stripe_clearing', 'stripe_fees', 'platform_revenue', 'platform_bank') then '{f,f,f,f,f,f}'::boolean[]
    when new.purpose in ('brand_available', 'refunds', 'disputes') then '{t,f,f,f,f,f}'
    when new.purpose = 'campaign_reserved' then '{t,t,f,f,f,f}'
    when new.purpose in ('creator_payable', 'agent_payable', 'payout_in_transit') then '{f,f,t,f,f,f}'
    when new.purpose = 'gig_held' then '{t,f,f,t,f,f}'
    when new.purpose = 'deal_held' then '{t,f,f,f,t,f}'
    -- of a brand, or of the platform: the program says which (ledger_accounts_belong_to_the_brand_of_a_program)
    when new.purpose = 'reward_budget' then array[new.brand_id is not null, false, false, false, false, true]
  end = array[
    new.brand_id is not null, new.campaign_id is not null, new.user_id is not null, new.gig_id is not null,
    new.deal_id is not null, new.program_id is not null
  ], false) then
    raise exception using
      errcode = 'check_violation', constraint = 'ledger_account_has_the_owner_of_its_purpose',
      table = tg_table_name, message = 'an account belongs to whom its purpose says';
  end if;
  new.owner_id := ledger.owner_of(new.brand_id, new.user_id, new.campaign_id, new.gig_id, new.deal_id, new.program_id);
  new.may_go_negative := ledger.may_go_negative(new.purpose);
  return new;
end
$$;

comment on function ledger.guard_account() is
'Who owns an account, in which currency, and whether it may go negative: identity_is_fixed keeps it so.';

create or replace trigger guard_account before insert on ledger.accounts
for each row execute function ledger.guard_account();
alter table ledger.accounts enable always trigger guard_account; -- where other triggers are off, too: it fills a column
