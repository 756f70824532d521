create or replace function app.freeze_escrows(escrow_ids uuid[], dispute_ids text[], moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  frozen uuid[];
begin
  update public.escrows as e set frozen_by = h.dispute_id
  from unnest(escrow_ids, dispute_ids) as h (id, dispute_id)
  where e.id = h.id and e.frozen_by <> h.dispute_id; -- another one goes on holding it
  with held as (
    update public.escrows as e
    set frozen_by = h.dispute_id, frozen_at = moment, frozen_rest = e.deadline_at - moment, frozen_step = e.next_step,
      deadline_at = null, next_step = null, version = e.version + 1
    from unnest(escrow_ids, dispute_ids) as h (id, dispute_id)
    where e.id = h.id and e.frozen_by is null
    returning e.id, e.brand_id, e.creator_user_id, e.version, e.status
  ),
  noted as (
    insert into public.escrow_events (
      escrow_id, brand_id, creator_user_id, seq, event_type, from_status, to_status, actor_user_id, reason
    )
    select h.id, h.brand_id, h.creator_user_id, h.version, 'frozen', h.status, h.status, auth.uid(), 'a card payment is disputed'
    from held as h
    returning escrow_id
  )
  select array_agg(n.escrow_id) into frozen from noted as n;
  perform app.tell_of_freezes(frozen, 'frozen') where frozen is not null;
end
$$;

comment on function app.freeze_escrows(uuid[], text[], timestamptz) is
'Held up by these disputes from a moment on: no step, no timer, and the rest of the deadline kept. What is frozen already stays '
'so, without an event. The caller holds the locks.';
