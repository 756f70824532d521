create or replace function app.open_review(escrow_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
begin
  select e.* into escrow from public.escrows as e where e.id = open_review.escrow_id;
  perform app.require_manager(escrow.brand_id, escrow.creator_user_id);
  escrow := app.lock_escrow(escrow_id);
  if escrow.status <> 'under_review' or escrow.frozen_by is not null then
    perform app.require_escrow_status(escrow, 'work_submitted');
    perform app.step_escrow(escrow, 'under_review', now());
  end if;
end
$$;

comment on function app.open_review(uuid) is 'The brand looks at work: it cannot be taken back any more. Raises IG003, IM005, IK001, IK003.';

grant execute on function app.open_review(uuid) to authenticated, admin;
