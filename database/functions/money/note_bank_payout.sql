-- An event, its repeat and the timer's own question bring the same news: the first that brings it tells it.
create or replace function app.note_bank_payout(
  id text, account_id text, amount bigint, currency text, status text, failure_code text
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  creator uuid;
begin
  insert into public.bank_payouts as b (id, stripe_account_id, user_id, amount, currency, status, failure_code)
  select
    note_bank_payout.id, a.stripe_account_id, a.user_id, note_bank_payout.amount, note_bank_payout.currency,
    note_bank_payout.status, left(note_bank_payout.failure_code, 500)
  from public.connected_accounts as a where a.stripe_account_id = account_id
  on conflict on constraint bank_payouts_pkey do update
  set status = excluded.status, failure_code = excluded.failure_code
  where b.status <> excluded.status and b.stripe_account_id = excluded.stripe_account_id
  returning b.user_id into creator;
  if creator is null then
    return false;
  end if;
  if note_bank_payout.status in ('paid', 'failed') then
    perform app.notify(
      creator, 'payments', 'bank_payout',
      case note_bank_payout.status
        when 'paid' then 'Your bank has the money' else 'Your bank refused a payout' end,
      case note_bank_payout.status
        when 'paid' then 'A payout has arrived in your bank account.' else 'Check your bank details at Stripe.' end,
      jsonb_build_object(
        'account_id', account_id, 'amount', note_bank_payout.amount, 'currency', note_bank_payout.currency
      )
    );
  end if;
  return true;
end
$$;

comment on function app.note_bank_payout(text, text, bigint, text, text, text) is
'A payout from a creator''s account to their bank as Stripe has it now, in minor units; tells the creator when it has '
'arrived or was refused. False where that was known, or no creator of ours has the account.';

grant execute on function app.note_bank_payout(text, text, bigint, text, text, text) to service;
