-- One rule of who is paid how much, for a run and for somebody who asks: one transfer for what they are owed as creator and
-- as agent. What is taken back counts at once: what was paid twice is not paid a third time because a schedule waits. Each
-- call has other constants, and a plan for them.
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
  earned as (
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
  brought as ( -- what is held meanwhile is passed over: whoever waits for a row reads it anew
    select c.id, c.agent_user_id, c.currency, c.amount
    from public.commissions as c
    inner join public.wallets as w on w.user_id = c.agent_user_id and w.currency = c.currency
    inner join due on due.schedule = w.payout_schedule
    where c.status in ('pending', 'available') and c.payout_id is null
      and c.available_at <= make_payouts.as_of
      and (payee is not null or c.amount < 0 or c.available_at <= due.cutoff)
      and (payee is null or (c.agent_user_id = payee and c.currency = payee_currency))
      -- Booked while somebody found something, it may not be held yet: neither saw the other.
      and not exists (select from app.pending_holds(c.agent_user_id, c.escrow_id))
    order by c.id -- as whoever takes back locks them, too
    for no key update of c
  ),
  summed as (
    select
      o.user_id, o.currency, coalesce(sum(o.earned), 0)::bigint as earned, coalesce(sum(o.brought), 0)::bigint as brought,
      coalesce(array_agg(o.id order by o.id) filter (where o.earned is not null), '{}') as earning_ids,
      coalesce(array_agg(o.id order by o.id) filter (where o.brought is not null), '{}') as commission_ids
    from (
      select e.creator_user_id as user_id, e.currency, e.id, e.amount as earned, null::bigint as brought from earned as e
      union all
      select c.agent_user_id, c.currency, c.id, null, c.amount from brought as c
    ) as o group by o.user_id, o.currency
  ),
  allowed as materialized ( -- a banned agent's commissions wait; what they owe does not, nor do their earnings
    select
      s.user_id, s.currency, s.earned + s.brought as owed, s.earning_ids,
      case when s.brought > 0 and a.status = 'banned' then 0 else s.brought end as brought,
      case when s.brought > 0 and a.status = 'banned' then '{}' else s.commission_ids end as commission_ids,
      case when s.brought > 0 and a.status = 'banned' then s.earned else s.earned + s.brought end as amount
    from summed as s left join public.agent_profiles as a on a.user_id = s.user_id
  ),
  judged as materialized (
    select
      uuidv7() as payout_id, g.user_id, g.currency, case when g.amount > 0 then g.amount else g.owed end as amount,
      g.brought, g.earning_ids, g.commission_ids, w.stripe_account_id,
      case
        when u.status <> 'active' or g.amount <= 0 then 'USER_BLOCKED'
        when exists (
          select from public.payouts as p where p.creator_user_id = g.user_id
            and p.currency = g.currency and p.status = 'manual_review'
        ) then 'EARLIER_PAYOUT_UNCLEAR'
        when g.amount < app.payout_minimum(g.currency) then 'BELOW_MINIMUM'
        when w.stripe_account_id is null then 'NO_CONNECTED_ACCOUNT'
        when not w.payouts_enabled then 'ACCOUNT_NOT_READY'
      end as reason
    from allowed as g
    inner join auth.users as u on u.id = g.user_id
    inner join public.wallets as w on w.user_id = g.user_id and w.currency = g.currency
    where greatest(g.amount, g.owed) > 0
  ),
  made as (
    insert into public.payouts (
      id, batch_id, creator_user_id, amount, commission_amount, currency, stripe_account_id, idempotency_key, earning_ids,
      commission_ids
    )
    select
      j.payout_id, make_payouts.batch_id, j.user_id, j.amount, j.brought, j.currency, j.stripe_account_id,
      'payout_' || j.payout_id, j.earning_ids, j.commission_ids
    from judged as j where j.reason is null
  ),
  taken as (
    update public.earnings as e set payout_id = j.payout_id
    from judged as j where j.reason is null and e.id = any(j.earning_ids)
  ),
  shared as (
    update public.commissions as c set payout_id = j.payout_id, status = 'available'
    from judged as j where j.reason is null and c.id = any(j.commission_ids)
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'creator_user_id', j.user_id, 'currency', j.currency, 'amount', j.amount, 'reason', j.reason
  ) order by j.user_id), '[]') into passed_over
  from judged as j where j.reason is not null;
  return passed_over;
end
$$;

comment on function app.make_payouts(uuid, timestamptz, uuid, text) is
'Part of app.prepare_payouts and app.withdraw_earnings: groups earnings and commissions past their hold by payee and currency, '
'nets what was taken back of either, and writes a payout each. Of a payee all that there is, of everybody else what their '
'schedule lets be paid. Commissions that are held, or have to be, stay out; those of a banned agent wait. Returns whom it passed over, and why.';
