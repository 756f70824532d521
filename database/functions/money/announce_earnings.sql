-- Marked and told in one transaction: nobody hears it twice. What was taken back of an earning meanwhile is not told.
create or replace function app.announce_earnings(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  announced integer;
begin
  with due as (
    update public.earnings as e set announced_at = announce_earnings.as_of
    where e.id in (
      select d.id from public.earnings as d
      where d.status = 'pending' and d.announced_at is null and d.available_at <= announce_earnings.as_of
      order by d.available_at limit at_most for no key update skip locked
    )
    returning
      e.creator_user_id, e.currency, e.kind,
      e.amount + coalesce((select sum(c.amount) from public.earnings as c where c.clawback_of = e.id), 0)::bigint as amount
  )
  select count(app.notify(
    g.creator_user_id, 'payments', 'earning_available', 'Earnings available',
    'Earnings are past their hold and will be in the next payout.',
    jsonb_build_object('amount', g.amount, 'currency', g.currency)
  )) into announced
  from (
    select d.creator_user_id, d.currency, sum(d.amount) as amount from due as d
    where d.kind = 'earned' and d.amount > 0 group by d.creator_user_id, d.currency
  ) as g;
  return announced;
end
$$;

comment on function app.announce_earnings(timestamptz, integer) is
'Tells creators, once, what has passed its hold. Returns how many were told.';

grant execute on function app.announce_earnings(timestamptz, integer) to service;
