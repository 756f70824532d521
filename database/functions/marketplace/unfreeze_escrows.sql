-- Moments of the past stay as they were: deadlines are worked out with the times that an escrow stood still
-- (app.on_its_clock). Posts go on being watched meanwhile, so where one has to stay, what comes next is worked out anew.
create or replace function app.unfreeze_escrows(
  escrow_ids uuid[], moment timestamptz, reason text default '', is_told boolean default true
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.deal_milestones as m set due_at = m.due_at + (greatest(moment, e.frozen_at) - e.frozen_at)
  from public.escrows as e
  where e.id = any(escrow_ids) and e.frozen_by is not null and m.id = e.milestone_id and m.due_at is not null;
  with freed as (
    update public.escrows as e
    set frozen_by = null, frozen_at = null, frozen_rest = null, frozen_step = null, version = e.version + 1,
      deadline_at = greatest(moment, e.frozen_at) + e.frozen_rest, next_step = e.frozen_step,
      stood_still = e.stood_still + tstzmultirange(tstzrange(e.frozen_at, greatest(moment, e.frozen_at)))
    where e.id = any(escrow_ids) and e.frozen_by is not null
    returning e.id, e.brand_id, e.creator_user_id, e.version, e.status
  )
  insert into public.escrow_events (
    escrow_id, brand_id, creator_user_id, seq, event_type, from_status, to_status, actor_user_id, reason
  )
  select
    f.id, f.brand_id, f.creator_user_id, f.version, 'unfrozen', f.status, f.status, auth.uid(), unfreeze_escrows.reason
  from freed as f;
  update public.escrows as e set deadline_at = t.deadline_at, next_step = t.next_step
  from (
    select w.id, n.deadline_at, n.next_step
    from public.escrows as w
    inner join public.deals as d on d.id = w.deal_id
    inner join public.deal_milestones as m on m.id = w.milestone_id
    cross join lateral app.escrow_deadline(w, d.terms, m.due_at) as n
    where w.id = any(escrow_ids) and w.status = 'approved'
  ) as t
  where e.id = t.id;
  perform app.tell_of_freezes(escrow_ids, 'unfrozen') where is_told;
end
$$;

comment on function app.unfreeze_escrows(uuid[], timestamptz, text, boolean) is
'They go on at a moment with exactly the time that they had left; nobody is told where another word follows. The caller holds the locks.';
