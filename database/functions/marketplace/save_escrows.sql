-- What app.step_escrows and the reminders change of a row; nothing else of it may have changed.
create or replace function app.save_escrows(escrows public.escrows[]) returns public.escrows[]
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  ids constant uuid[] := array(select e.id from unnest(escrows) as e);
  saved public.escrows[];
begin
  with written as (
    update public.escrows as e
    set status = n.status, version = n.version, refunded_amount = n.refunded_amount, cancel_asked_by = n.cancel_asked_by,
      cancel_asked_side = n.cancel_asked_side, cancel_asked_at = n.cancel_asked_at, reminded_at = n.reminded_at,
      refunded_at = n.refunded_at, cancelled_at = n.cancelled_at, deadline_at = t.deadline_at, next_step = t.next_step
    from unnest(escrows) as n
    inner join public.deal_milestones as m on m.id = n.milestone_id
    inner join public.deals as d on d.id = m.deal_id
    cross join lateral app.escrow_deadline(n, d.terms, m.due_at) as t
    where e.id = n.id
    returning e as escrow
  )
  select array_agg(w.escrow order by p.place) into saved
  from unnest(ids) with ordinality as p (id, place) inner join written as w on (w.escrow).id = p.id;
  if cardinality(saved) is distinct from cardinality(escrows) then
    raise exception using
      errcode = 'IG003', message = 'held funds without their milestone', detail = jsonb_build_object('escrow_ids', ids)::text;
  end if;
  return saved;
end
$$;

comment on function app.save_escrows(public.escrows[]) is
'The escrows as given, in their order, each with the deadline that acts next. Raises IG003 where a milestone is '
'lacking.';
