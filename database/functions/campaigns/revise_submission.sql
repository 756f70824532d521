-- The brand's time for a review begins anew with each revision.
create or replace function app.revise_submission(
  submission_id uuid, submission_type text, content_url text, file_path text, description text
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  submission public.creator_submissions;
  participant public.campaign_participants;
begin
  select s.* into submission from public.creator_submissions as s where s.id = revise_submission.submission_id;
  perform app.require_creator(submission.creator_user_id, submission.brand_id);
  select p.* into participant from public.campaign_participants as p where p.id = submission.participant_id;
  perform app.open_participation(participant);
  update public.creator_submissions as s
  set
    status = 'pending_review', revision = s.revision + 1, submitted_at = now(), reminded_at = null,
    submission_type = revise_submission.submission_type, content_url = revise_submission.content_url,
    file_path = revise_submission.file_path, description = revise_submission.description
  where s.id = submission.id and s.status = 'changes_requested';
  if not found then
    perform app.refuse_submission_step(submission.id, 'pending_review');
  end if;
end
$$;

comment on function app.revise_submission(uuid, text, text, text, text) is
'The next revision, after changes were requested. Raises IG003, IM005, IC004, IC008, IC014.';

grant execute on function app.revise_submission(uuid, text, text, text, text) to authenticated, admin;
