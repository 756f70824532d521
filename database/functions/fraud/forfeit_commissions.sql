-- The money of a decision, and of no other: whoever calls it has upheld the group in this transaction.
create or replace function app.forfeit_commissions(group_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  held public.commissions;
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
    where h.group_id = forfeit_commissions.group_id and h.released_at is null and c.status = 'held'
    order by c.id for no key update of c
  loop
    perform app.forfeit_commission(held);
    forfeited := forfeited + 1;
  end loop;
  -- Other groups, too, hold nothing of it any more.
  update public.commission_holds as h set released_at = now()
  where h.released_at is null and h.commission_id in (
    select o.commission_id from public.commission_holds as o where o.group_id = forfeit_commissions.group_id
  );
  return forfeited;
end
$$;

comment on function app.forfeit_commissions(uuid) is
'All that an upheld fraud group holds goes to the platform; how many commissions. Raises IR014 where the group was not upheld.';
