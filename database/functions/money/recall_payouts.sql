-- Who is about to hold commissions asks first: nothing of theirs is on its way then but what somebody has tried to send. After
-- a run and not beside it, which may be taking them at this moment.
create or replace function app.recall_payouts(agent_user_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  recalled integer;
begin
  perform ledger.refuse_nulls(num_nulls(agent_user_id));
  perform pg_advisory_xact_lock(hashtextextended('payouts', 0));
  select count(*) filter (where app.fail_payout(o.id, 'commission_held')) into recalled from (
    select p.id from public.payouts as p
    where p.creator_user_id = recall_payouts.agent_user_id and p.status = 'pending' and p.attempts = 0
      and cardinality(p.commission_ids) > 0
    order by p.id for no key update
  ) as o;
  return recalled;
end
$$;

comment on function app.recall_payouts(uuid) is
'Payouts with commissions of an agent that nobody has tried to send fail (commission_held): what they were made of is free, to be '
'held or paid by the next run. How many.';
