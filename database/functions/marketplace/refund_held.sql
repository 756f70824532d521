create or replace function app.refund_held(escrow_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  side text;
begin
  select e.* into escrow from public.escrows as e where e.id = refund_held.escrow_id;
  side := app.deal_side(escrow.brand_id, escrow.creator_user_id);
  escrow := app.lock_escrow(escrow_id);
  if side = 'brand' then
    perform app.require_escrow_status(escrow, 'locked');
    perform app.refund_escrow(escrow, now(), 'cancelled before the start');
    return;
  end if;
  perform app.require_escrow_status(escrow, 'locked', 'work_in_progress', 'work_submitted', 'under_review', 'rejected');
  insert into public.creator_logs (creator_user_id, deal_id, kind, data)
  values (escrow.creator_user_id, escrow.deal_id, 'gave_up', jsonb_build_object(
    'escrow_id', escrow.id, 'status', escrow.status
  ));
  perform app.refund_escrow(escrow, now(), 'the creator gave up');
end
$$;

comment on function app.refund_held(uuid) is
'The creator gives up, or the brand cancels before the start: the money goes back. Raises IG003, IM005, IK001, IK003.';

grant execute on function app.refund_held(uuid) to authenticated;
