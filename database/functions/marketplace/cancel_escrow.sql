create or replace function app.cancel_escrow(escrow_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  side text;
begin
  select e.* into escrow from public.escrows as e where e.id = cancel_escrow.escrow_id;
  side := app.deal_side(escrow.brand_id, escrow.creator_user_id);
  escrow := app.lock_escrow(escrow_id);
  if not app.cancel_one(escrow, side, now()) then
    perform app.require_escrow_status(
      escrow, 'pending_payment', 'failed', 'locked', 'work_in_progress', 'work_submitted', 'under_review', 'rejected'
    );
  end if;
end
$$;

comment on function app.cancel_escrow(uuid) is
'Unpaid or not started: the brand cancels alone; else one side asks and the other agrees by the same call. Raises IG003, IM005, '
'IK001, IK003.';

grant execute on function app.cancel_escrow(uuid) to authenticated;
