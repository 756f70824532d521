-- Stripe's codes, of accounts and of refused transfers, are for machines: a creator reads what to do. What is not here is
-- no fault of theirs.
create or replace function app.payee_obstacle(code text) returns text
language sql immutable set search_path = ''
return case
  when code = 'onboarding_incomplete' then 'Your account at Stripe is not finished. Complete it to be paid.'
  when code = 'requirements_past_due' then 'Stripe needs more from you. Complete your account to be paid.'
  when code in ('determining_status', 'pending', 'requirements_pending_verification')
    then 'Stripe is checking your details. There is nothing for you to do now.'
  when code in (
    'insufficient_capabilities_for_transfer', 'restricted', 'restricted_other', 'transfers_not_allowed'
  ) then 'Stripe has restricted your account. Open it to see what is needed.'
  when code in ('account_closed', 'account_unknown')
    then 'Your account at Stripe was closed. Connect a new one to be paid.'
  when code like 'rejected%' or code like 'unsupported%'
    then 'Stripe does not pay out to accounts like yours. Ask Stripe, or our support.'
end;

comment on function app.payee_obstacle(text) is
'Why a creator cannot be paid, in plain words, by Stripe''s code; NULL for a code that is no matter of the payee''s.';

grant execute on function app.payee_obstacle(text) to service;
