create or replace function app.recall_work(escrow_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
begin
  select e.* into escrow from public.escrows as e where e.id = recall_work.escrow_id;
  perform app.require_creator(escrow.creator_user_id, escrow.brand_id);
  escrow := app.lock_escrow(escrow_id);
  perform app.require_escrow_status(escrow, 'work_submitted');
  update public.deal_submissions as s set recalled_at = now()
  where s.escrow_id = escrow.id and s.recalled_at is null;
  perform app.step_escrow(escrow, 'work_in_progress', now());
end
$$;

comment on function app.recall_work(uuid) is 'The creator takes work back that nobody has opened. Raises IG003, IM005, IK001, IK003.';

grant execute on function app.recall_work(uuid) to authenticated;
