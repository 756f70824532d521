-- One rule of who is paid how much, for a run and for a creator who asks. What is taken back counts at once: what was
-- paid twice is not paid a third time because a schedule waits. Each call has other constants, and a plan for them.
create or replace function app.make_payouts(
  batch_id uuid, as_of timestamptz, payee uuid default null, payee_currency text default null
) returns jsonb
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  passed_over jsonb;
begin
  perform ledger.refuse_nulls(num_nulls(batch_id, as_of));
  with due as materialized (
    select s.schedule, app.payout_cutoff(s.schedule, make_payouts.as_of) as cutoff
    from unnest(array['daily', 'weekly', 'monthly', 'manual']) as s (schedule)
  ),
  eligible as (
    select e.id, e.creator_user_id, e.currency, e.amount
    from public.earnings as e
    inner join public.wallets as w on w.user_id = e.creator_user_id and w.currency = e.currency
    inner join due on due.schedule = w.payout_schedule
    where e.status = 'pending' and e.payout_id is null
      and e.available_at <= make_payouts.as_of
      and (payee is not null or e.amount < 0 or e.available_at <= due.cutoff)
      and (payee is null or (e.creator_user_id = payee and e.currency = payee_currency))
    for no key update of e
  ),
  judged as materialized (
    select
      uuidv7() as payout_id, g.creator_user_id, g.currency, g.amount, g.earning_ids, w.stripe_account_id,
      case
        when u.status <> 'active' then 'USER_BLOCKED'
        when exists (
          select from public.payouts as p where p.creator_user_id = g.creator_user_id
            and p.currency = g.currency and p.status = 'manual_review'
        ) then 'EARLIER_PAYOUT_UNCLEAR'
        when g.amount < app.payout_minimum(g.currency) then 'BELOW_MINIMUM'
        when w.stripe_account_id is null then 'NO_CONNECTED_ACCOUNT'
        when not w.payouts_enabled then 'ACCOUNT_NOT_READY'
      end as reason
    from (
      select e.creator_user_id, e.currency, sum(e.amount)::bigint as amount, array_agg(e.id order by e.id) as earning_ids
      from eligible as e group by e.creator_user_id, e.currency
    ) as g
    inner join auth.users as u on u.id = g.creator_user_id
    inner join public.wallets as w on w.user_id = g.creator_user_id and w.currency = g.currency
    where g.amount > 0
  ),
  made as (
    insert into public.payouts (
      id, batch_id, creator_user_id, amount, currency, stripe_account_id, idempotency_key, earning_ids
    )
    select
      j.payout_id, make_payouts.batch_id, j.creator_user_id, j.amount, j.currency, j.stripe_account_id,
      'payout_' || j.payout_id, j.earning_ids
    from judged as j where j.reason is null
  ),
  taken as (
    update public.earnings as e set payout_id = j.payout_id
    from judged as j where j.reason is null and e.id = any(j.earning_ids)
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'creator_user_id', j.creator_user_id, 'currency', j.currency, 'amount', j.amount, 'reason', j.reason
  ) order by j.creator_user_id), '[]') into passed_over
  from judged as j where j.reason is not null;
  return passed_over;
end
$$;

comment on function app.make_payouts(uuid, timestamptz, uuid, text) is
'Part of app.prepare_payouts and app.withdraw_earnings: groups earnings past their hold by creator and currency, nets '
'clawbacks, and writes a payout each. Of a payee all that there is, of everybody else what their schedule lets be paid. '
'Returns whom it passed over, and why.';
