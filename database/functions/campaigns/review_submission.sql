-- Work is handed in, revised and reviewed. Lock order: campaign, participant, submission, ledger accounts.
create or replace function app.review_submission(submission_id uuid, decision text, feedback text, revision integer)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  submission public.creator_submissions;
  campaign public.campaigns;
  review_id uuid;
begin
  select s.* into submission from public.creator_submissions as s where s.id = review_submission.submission_id;
  perform app.require_manager(submission.brand_id, submission.creator_user_id);
  campaign := app.lock_campaign(submission.campaign_id);
  perform from public.campaign_participants as p where p.id = submission.participant_id for no key update;
  select s.* into submission from public.creator_submissions as s
  where s.id = review_submission.submission_id for no key update;
  if submission.status <> 'pending_review' then
    perform app.refuse_submission_step(submission.id, decision);
  elsif submission.revision <> coalesce(review_submission.revision, submission.revision) then
    raise exception using
      errcode = 'IC017', message = 'there is a newer revision',
      detail = jsonb_build_object('revision', submission.revision)::text;
  elsif decision = 'changes_requested' then
    perform app.require_status(campaign, 'active', 'paused'); -- nobody could answer after the end
  end if;

  insert into public.submission_reviews as r (
    submission_id, campaign_id, brand_id, creator_user_id, reviewer_user_id, revision, decision, feedback
  ) values (
    submission.id, submission.campaign_id, submission.brand_id, submission.creator_user_id, auth.uid(),
    submission.revision, review_submission.decision, review_submission.feedback
  ) returning r.id into review_id;
  update public.creator_submissions as s set status = review_submission.decision where s.id = submission.id;
  if decision = 'approved' then
    perform app.spend_budget(
      submission.id, app.unit_amount(submission.participant_id, submission.deliverable_id, submission.unit)
    );
    perform app.note_approved_work(submission, campaign.category);
    perform app.complete_participant(submission.participant_id);
  elsif decision = 'rejected' and campaign.status in ('completed', 'cancelled') then
    perform app.release_budget(
      submission.participant_id,
      app.unit_amount(submission.participant_id, submission.deliverable_id, submission.unit)
    );
  end if;
  return review_id;
end
$$;

comment on function app.review_submission(uuid, text, text, integer) is
'The decision with all it entails: status, earning, spend, the participant''s completion. revision: the one that '
'was looked at, or NULL. Raises IG003, IM005, IC004, IC008, IC017; one''s own work violates submission_reviews_are_by_another.';

grant execute on function app.review_submission(uuid, text, text, integer) to authenticated, admin, service;
