-- A step of a dispute is none of the escrow's machine, but its timer is the escrow's.
create or replace function app.note_dispute_step(dispute public.deal_disputes) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
begin
  select e.* into escrow from public.escrows as e where e.id = dispute.escrow_id;
  escrow := app.with_deadline(escrow);
  update public.escrows as e set deadline_at = escrow.deadline_at, next_step = escrow.next_step where e.id = escrow.id;
end
$$;

comment on function app.note_dispute_step(public.deal_disputes) is
'After a dispute has changed: the deadline that acts next on its escrow. The caller holds the locks.';
