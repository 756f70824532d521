create or replace function app.start_work(escrow_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
begin
  select e.* into escrow from public.escrows as e where e.id = start_work.escrow_id;
  perform app.require_creator(escrow.creator_user_id, escrow.brand_id);
  escrow := app.lock_escrow(escrow_id);
  perform app.require_escrow_status(escrow, 'locked', 'rejected');
  perform app.begin_work(escrow, now());
end
$$;

comment on function app.start_work(uuid) is
'The creator starts, or takes a rejected revision up again. Raises IG003, IM005, IK001, IK003, IK008, IK013.';

grant execute on function app.start_work(uuid) to authenticated;
