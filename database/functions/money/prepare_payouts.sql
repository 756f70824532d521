-- Who is paid how much is decided in one transaction, before Stripe is asked: what follows only carries it out.
create or replace function app.prepare_payouts(as_of timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  minimum constant bigint := coalesce((app.setting('payout_minimum_amount') #>> '{}')::bigint, 1000);
  new_batch constant uuid := uuidv7();
  passed_over jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('payouts', 0));
  insert into public.payout_batches (id, as_of, created_by) values (new_batch, prepare_payouts.as_of, auth.uid());

  with eligible as (
    select e.id, e.creator_user_id, e.currency, e.amount
    from public.earnings as e
    where e.status = 'pending' and e.payout_id is null
      and e.available_at <= prepare_payouts.as_of
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
        when g.amount < minimum then 'BELOW_MINIMUM'
        when w.stripe_account_id is null then 'NO_CONNECTED_ACCOUNT'
        when not w.payouts_enabled then 'ACCOUNT_NOT_READY'
      end as reason
    from (
      select e.creator_user_id, e.currency, sum(e.amount)::bigint as amount, array_agg(e.id) as earning_ids
      from eligible as e group by e.creator_user_id, e.currency
    ) as g
    inner join auth.users as u on u.id = g.creator_user_id
    inner join public.wallets as w on w.user_id = g.creator_user_id and w.currency = g.currency
    where g.amount > 0
  ),
  made as (
    insert into public.payouts (
      id, batch_id, creator_user_id, amount, currency, stripe_account_id, idempotency_key
    )
    select
      j.payout_id, new_batch, j.creator_user_id, j.amount, j.currency, j.stripe_account_id,
      'payout_' || j.payout_id
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

  perform app.post_payouts(new_batch);
  perform app.note_skipped_payouts(new_batch, passed_over);
  return new_batch;
end
$$;

comment on function app.prepare_payouts(timestamptz) is
'Groups earnings past their hold by creator and currency, nets clawbacks, and writes a payout each: payable → in '
'transit. Who is skipped stands in the batch and is told why. Two runs never overlap. Returns the batch.';

grant execute on function app.prepare_payouts(timestamptz) to admin, service;
