-- The money of a decision, and of no other: whoever calls it has upheld the group in this transaction. A transfer that came back
-- was paid before anything was found: it is owed again.
create or replace function app.forfeit_commissions(group_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  held public.commissions;
  rest bigint;
  posted uuid;
  forfeited integer := 0;
begin
  if not exists (
    select from public.fraud_groups as g where g.id = forfeit_commissions.group_id and g.resolution = 'upheld'
  ) then
    raise exception using
      errcode = 'IR014', message = 'only what was upheld is forfeited',
      detail = jsonb_build_object('group_id', forfeit_commissions.group_id)::text;
  end if;
  for held in
    select c.* from public.commissions as c
    inner join public.commission_holds as h on h.commission_id = c.id
    where h.group_id = forfeit_commissions.group_id and h.released_at is null and c.status = 'held' and c.kind = 'earned'
    order by c.id for no key update of c
  loop
    -- What was taken back of it before was taken from the same account.
    rest := held.amount + (select coalesce(sum(c.amount), 0) from public.commissions as c where c.reverses = held.id);
    -- Nothing, where the rest went back since a payout netted a part of it: what is open of it makes good for that part.
    continue when rest = 0;
    posted := ledger.post(
      'commission_forfeit', 'commission_forfeit:' || held.id,
      array[
        ledger.account('agent_payable', held.currency, user_id => held.agent_user_id),
        ledger.account('platform_revenue', held.currency)
      ],
      array[-rest, rest]
    );
    perform app.reverse_commission(held.id, rest, 'A check was upheld.', posted);
    forfeited := forfeited + 1;
  end loop;
  -- Of what nothing is left, no other group holds anything.
  update public.commission_holds as h set released_at = now()
  where h.released_at is null and h.group_id <> forfeit_commissions.group_id and h.commission_id in (
    select c.id from public.commission_holds as o
    inner join public.commissions as c on c.id = o.commission_id
    where o.group_id = forfeit_commissions.group_id and o.released_at is null and c.kind = 'earned'
      and c.amount + (select coalesce(sum(r.amount), 0) from public.commissions as r where r.reverses = c.id) = 0
  );
  perform app.release_holds(forfeit_commissions.group_id);
  return forfeited;
end
$$;

comment on function app.forfeit_commissions(uuid) is
'agent_payable → platform_revenue: what is left of commissions that an upheld fraud group holds, with a row that says so; other '
'groups hold them no more. How many. Raises IR014 where the group was not upheld.';
