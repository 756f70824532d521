create or replace function app.review_work(
  escrow_id uuid, submission_id uuid, decision text, reason_code text default null, note text default ''
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  newest public.deal_submissions;
begin
  select e.* into escrow from public.escrows as e where e.id = review_work.escrow_id;
  perform app.require_manager(escrow.brand_id, escrow.creator_user_id);
  escrow := app.lock_escrow(escrow_id);
  perform app.require_escrow_status(escrow, 'work_submitted', 'under_review');
  select s.* into newest from public.deal_submissions as s
  where s.escrow_id = escrow.id order by s.revision desc limit 1;
  if newest.id is distinct from submission_id then
    raise exception using
      errcode = 'IC017', message = 'there is a newer revision',
      detail = jsonb_build_object('revision', newest.revision, 'submission_id', newest.id)::text;
  end if;
  if escrow.status = 'work_submitted' then
    escrow := app.step_escrow(escrow, 'under_review', now());
  end if;
  perform app.decide_review(escrow, newest.id, decision, reason_code, note, now());
end
$$;

comment on function app.review_work(uuid, uuid, text, text, text) is
'approved (paid at once, unless it has to stay live) or rejected (with a reason_code) what was looked at. Raises IG003, IM005, '
'IC017, IK001, IK003; one''s own work violates deal_reviews_are_by_another.';

grant execute on function app.review_work(uuid, uuid, text, text, text) to authenticated;
