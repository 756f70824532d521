-- As a set: each worker asks for every few payouts that it takes.
create or replace function app.stopped_payouts() returns table (payout_id uuid, obstacle text)
language sql stable security definer set search_path = '' as $$
  select p.id, case when u.status <> 'active' then 'payee_barred' else 'commission_held' end
  from public.payouts as p
  inner join auth.users as u on u.id = p.creator_user_id
  where p.status in ('pending', 'manual_review') and (
    u.status <> 'active'
    or p.id = any(array(select c.payout_id from public.commissions as c where c.status = 'held' and c.payout_id is not null))
    or p.commission_amount > 0 and exists (
      select from public.agent_profiles as a where a.user_id = p.creator_user_id and a.status = 'banned'
    )
  )
$$;

comment on function app.stopped_payouts() is
'Open payouts that must not be sent, and why: payee_barred; commission_held, as one in it was held after it was prepared, or its agent '
'was banned.';
