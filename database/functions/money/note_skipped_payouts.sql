-- Who is passed over in silence believes that the system has forgotten them.
create or replace function app.note_skipped_payouts(batch_id uuid, passed_over jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.payout_batches as b
  set payout_count = (select count(*) from public.payouts as p where p.batch_id = b.id), skipped = passed_over
  where b.id = note_skipped_payouts.batch_id;
  -- Once per reason: a creator who does nothing is not told the same every day.
  perform app.notify(
    d.creator_user_id, 'payments', 'payout_skipped', 'Your payout is waiting',
    case d.reason
      when 'NO_CONNECTED_ACCOUNT' then 'Connect an account to be paid.'
      when 'ACCOUNT_NOT_READY' then 'Your connected account still needs something before it can be paid.'
      when 'BELOW_MINIMUM' then 'Your earnings are below the minimum of a payout.'
      else 'We are checking an earlier payout.'
    end,
    jsonb_build_object(
      'reason', d.reason, 'amount', d.amount, 'currency', d.currency, 'minimum', app.payout_minimum(d.currency)
    )
  )
  from jsonb_to_recordset(passed_over)
    as d (creator_user_id uuid, currency text, amount bigint, reason text)
  inner join public.wallets as w on w.user_id = d.creator_user_id and w.currency = d.currency
  where d.reason <> 'USER_BLOCKED' and w.payout_skipped_reason is distinct from d.reason;
  update public.wallets as w set payout_skipped_reason = d.reason, payout_skipped_at = now()
  from jsonb_to_recordset(passed_over)
    as d (creator_user_id uuid, currency text, amount bigint, reason text)
  where w.user_id = d.creator_user_id and w.currency = d.currency;
end
$$;

comment on function app.note_skipped_payouts(uuid, jsonb) is 'Part of app.prepare_payouts: who was skipped, and why.';
