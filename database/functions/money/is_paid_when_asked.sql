create or replace function app.is_paid_when_asked(payout public.payouts) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.wallets as w
    where w.user_id = payout.creator_user_id and w.currency = payout.currency and w.payout_schedule = 'manual'
  )
$$;

comment on function app.is_paid_when_asked(public.payouts) is
'Whether no run pays what this payout would have paid: its wallet''s schedule is manual.';
