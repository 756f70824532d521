-- migrate:up
set local lock_timeout = '3s';

-- Work is handed in, revised and reviewed. Lock order: campaign, participant, submission, ledger accounts.
set local role app_internal;

create function app.unit_amount(participant_id uuid, deliverable_id uuid, unit integer) returns bigint
language sql stable security definer set search_path = '' as $$
  with agreed as (
    select p.budget_allocated::numeric as amount, p.campaign_id
    from public.campaign_participants as p where p.id = unit_amount.participant_id
  ),
  weighed as (
    select
      d.id, d.quantity,
      -- Where nothing says what a unit is worth, all are worth the same.
      case when sum(d.compensation_amount) over () = 0 then 1 else d.compensation_amount end as weight,
      d.id = max(d.id::text) over ()::uuid as is_last
    from public.campaign_deliverables as d inner join agreed on agreed.campaign_id = d.campaign_id
  ),
  shares as (
    select
      w.id, w.quantity, w.is_last,
      floor(agreed.amount * w.weight / sum(w.weight * w.quantity) over ()) as share
    from weighed as w cross join agreed
  ),
  remainder as (
    select agreed.amount - sum(s.share * s.quantity) as amount
    from shares as s cross join agreed group by agreed.amount
  )
  select (s.share + case when s.is_last and s.quantity = unit_amount.unit then r.amount else 0 end)::bigint
  from shares as s cross join remainder as r
  where s.id = unit_amount.deliverable_id
$$;
comment on function app.unit_amount(uuid, uuid, integer) is
'What one unit of a deliverable pays this participant, gross: the agreed amount in proportion to the units'' '
'compensation, the remainder on the last unit of the last deliverable. Minor units.';

create function app.open_participation(participant public.campaign_participants) returns void
language plpgsql security definer set search_path = '' as $$
declare
  locked public.campaign_participants;
begin
  perform app.require_status(app.lock_campaign(participant.campaign_id), 'active', 'paused');
  select p.* into locked from public.campaign_participants as p where p.id = participant.id for no key update;
  if locked.status <> 'active' then
    raise exception using
      errcode = 'IC014', message = 'the participant is ' || locked.status,
      detail = jsonb_build_object('status', locked.status)::text;
  end if;
end
$$;
comment on function app.open_participation(public.campaign_participants) is
'Locks campaign and participant, both running. Raises IC008, IC014.';

create function app.submit_content(
  campaign_id uuid, deliverable_id uuid, unit integer, submission_type text, content_url text, file_path text,
  description text
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  participant public.campaign_participants;
  new_id uuid;
begin
  select p.* into participant from public.campaign_participants as p
  where p.campaign_id = submit_content.campaign_id and p.creator_user_id = auth.uid();
  if not found then
    perform app.require_creator(null, (
      select c.brand_id from public.campaigns as c where c.id = submit_content.campaign_id
    ));
    raise exception using errcode = 'IM005', message = 'participants submit', detail = '{}';
  end if;
  perform app.open_participation(participant);
  if unit > (
    select d.quantity from public.campaign_deliverables as d
    where d.id = submit_content.deliverable_id and d.campaign_id = participant.campaign_id
  ) then
    raise exception using
      errcode = 'check_violation', constraint = 'creator_submissions_unit_is_asked_for',
      message = 'the deliverable has fewer units';
  end if;
  insert into public.creator_submissions as s (
    campaign_id, brand_id, creator_user_id, participant_id, deliverable_id, unit, submission_type, content_url,
    file_path, description
  ) values (
    participant.campaign_id, participant.brand_id, participant.creator_user_id, participant.id,
    submit_content.deliverable_id, submit_content.unit, submit_content.submission_type,
    submit_content.content_url, submit_content.file_path, submit_content.description
  ) returning s.id into new_id;
  return new_id;
end
$$;
comment on function app.submit_content(uuid, uuid, integer, text, text, text, text) is
'The actor''s content for one unit of a deliverable. Raises IG003, IM005, IC008, IC014.';

create function app.revise_submission(
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

create function app.refuse_submission_step(submission_id uuid, wanted text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  present constant text := (
    select s.status from public.creator_submissions as s where s.id = refuse_submission_step.submission_id
  );
begin
  raise exception using
    errcode = 'IC004', message = format('the submission is %s', present),
    detail = jsonb_build_object('from', present, 'to', wanted)::text;
end
$$;
comment on function app.refuse_submission_step(uuid, text) is 'Raises IC004 with the present status.';

create function app.review_submission(submission_id uuid, decision text, feedback text, revision integer)
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
'was looked at, or NULL. Raises IG003, IM005, IC004, IC008, IC017.';

create function app.complete_participant(participant_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  asked bigint;
  approved bigint;
begin
  select sum(d.quantity) into asked from public.campaign_deliverables as d
  where d.campaign_id = (
    select p.campaign_id from public.campaign_participants as p where p.id = complete_participant.participant_id
  );
  select count(*) into approved from public.creator_submissions as s
  where s.participant_id = complete_participant.participant_id and s.status = 'approved';
  if approved >= asked then
    update public.campaign_participants as p set status = 'completed'
    where p.id = complete_participant.participant_id and p.status = 'active';
  end if;
end
$$;
comment on function app.complete_participant(uuid) is 'Active → completed once every unit is approved.';

grant execute on function
app.submit_content(uuid, uuid, integer, text, text, text, text),
app.revise_submission(uuid, text, text, text, text)
to authenticated, admin;
grant execute on function app.review_submission(uuid, text, text, integer) to authenticated, admin, service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.complete_participant(uuid);
drop function app.review_submission(uuid, text, text, integer);
drop function app.refuse_submission_step(uuid, text);
drop function app.revise_submission(uuid, text, text, text, text);
drop function app.submit_content(uuid, uuid, integer, text, text, text, text);
drop function app.open_participation(public.campaign_participants);
drop function app.unit_amount(uuid, uuid, integer);
reset role;
