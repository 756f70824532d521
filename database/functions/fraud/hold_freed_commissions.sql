-- A group that opened while they were on their way could not hold them: they might have been paid. Now they were not, and
-- somebody may ask for them at once.
create or replace function app.hold_freed_commissions(commission_ids uuid[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  held record;
  count integer := 0;
begin
  for held in
    with waiting as (
      insert into public.commission_holds (commission_id, group_id)
      select c.id, g.id
      from public.commissions as c cross join lateral app.holding_groups(c.agent_user_id, c.escrow_id) as g (id)
      where c.id = any(hold_freed_commissions.commission_ids) and c.amount > 0 and c.payout_id is null
        and c.status in ('pending', 'available')
      on conflict do nothing
      returning commission_id, group_id
    )
    select c.agent_user_id, w.group_id, array_agg(c.id) as ids
    from waiting as w inner join public.commissions as c on c.id = w.commission_id
    group by c.agent_user_id, w.group_id order by w.group_id
  loop
    update public.commissions as c set status = 'held'
    where (c.id = any(held.ids) or c.reverses = any(held.ids)) and c.payout_id is null and c.status in ('pending', 'available');
    perform app.tell_of_hold(held.agent_user_id, held.group_id, cardinality(held.ids));
    count := count + cardinality(held.ids);
  end loop;
  return count;
end
$$;

comment on function app.hold_freed_commissions(uuid[]) is
'Part of app.fail_payout: of what is owed again, commissions for which a fraud group waits wait with it, less what was taken back '
'of them. How many.';
