create or replace function app.release_held(escrow_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  newest uuid;
begin
  select e.* into escrow from public.escrows as e where e.id = release_held.escrow_id;
  perform app.require_manager(escrow.brand_id, escrow.creator_user_id);
  escrow := app.lock_escrow(escrow_id);
  perform app.require_escrow_status(escrow, 'work_submitted', 'under_review', 'approved');
  if escrow.status = 'approved' then
    perform app.release_escrow(escrow, now());
    return;
  end if;
  select s.id into newest from public.deal_submissions as s
  where s.escrow_id = escrow.id order by s.revision desc limit 1;
  perform app.review_work(escrow.id, newest, 'approved');
end
$$;

comment on function app.release_held(uuid) is
'The brand approves what was handed in last, or ends the time that approved work has to stay live. Raises IG003, IM005, IK001, IK003.';

grant execute on function app.release_held(uuid) to authenticated;
