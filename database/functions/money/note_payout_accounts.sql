-- A person has one account at Stripe, and behind it, for a currency, where its money goes. What is not told any more is kept.
create or replace function app.note_payout_accounts(account_id text, fingerprints jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  payee constant uuid := (
    select a.user_id from public.connected_accounts as a where a.stripe_account_id = note_payout_accounts.account_id
  );
  -- Where a wallet has no currency of the account, its money is exchanged, and goes where other money goes.
  usual constant text := (
    select f.value from jsonb_each_text(note_payout_accounts.fingerprints) as f order by f.key limit 1
  );
begin
  -- Of two who name one account at the same moment, the second sees the first.
  perform pg_advisory_xact_lock(hashtextextended('payout account ' || f.fingerprint, 0))
  from (select value as fingerprint from jsonb_each_text(fingerprints) order by value) as f;
  update public.wallets as w set payout_fingerprint = coalesce(fingerprints ->> w.currency, usual)
  where w.user_id = payee and usual is not null
    and w.payout_fingerprint is distinct from coalesce(fingerprints ->> w.currency, usual);
  if not found then
    return false;
  end if;
  perform app.reject_same_account(payee);
  return true;
end
$$;

comment on function app.note_payout_accounts(text, jsonb) is
'Which bank accounts or cards are behind a connected account: {currency: Stripe''s fingerprint}; false where that was known, or the '
'account is nobody''s. Referrals between people with one are rejected (app.reject_same_account).';

grant execute on function app.note_payout_accounts(text, jsonb) to service;
