-- Something has changed at Stripe, or the creator did something: the next run may try again.
create or replace function app.lift_refusal(account_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  lifted uuid;
begin
  update public.connected_accounts as a set refusal = null
  where a.stripe_account_id = lift_refusal.account_id and a.status = 'open' and a.refusal is not null
  returning a.id into lifted;
  perform app.share_account(lifted);
  return lifted is not null;
end
$$;

comment on function app.lift_refusal(text) is
'Forgets that Stripe refused a transfer to the account. False where none was refused.';

grant execute on function app.lift_refusal(text) to service;
