-- owner: app_owner
-- One list for the guard that fills the column and for the proof of the books that reads it.
create or replace function ledger.may_go_negative(purpose text) returns boolean
language sql immutable parallel safe as $$
  select purpose in (
    'stripe_clearing', 'stripe_fees', 'creator_payable', 'agent_payable', 'platform_revenue', 'platform_bank', 'disputes'
  )
$$;

comment on function ledger.may_go_negative(text) is
'Whether an account of that purpose is appended to and folded later, with no floor below it.';

grant execute on function ledger.may_go_negative(text) to app_internal;
