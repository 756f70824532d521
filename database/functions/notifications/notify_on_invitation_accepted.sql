-- migrate:up
set local lock_timeout = '3s';

-- Who is told what, whoever writes the row. These triggers only tell; money and status are moved by functions.
set local role app_internal;

create function app.notify_on_invitation_sent() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify(
    n.creator_user_id, 'campaigns', 'invitation_sent', 'You are invited to a campaign',
    format('%s invites you to "%s".', b.name, c.name),
    jsonb_build_object('invitation_id', n.id, 'campaign_id', n.campaign_id)
  )
  from new_rows as n
  inner join public.campaigns as c on c.id = n.campaign_id
  inner join public.brand_profiles as b on b.id = n.brand_id;
  return null;
end
$$;
comment on function app.notify_on_invitation_sent() is 'AFTER INSERT on campaign_invitations: tells the creators.';

create function app.notify_on_invitation_accepted() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify_brand(
    new.brand_id, 'campaign', 'campaigns', 'invitation_' || new.status,
    format('An invitation was %s', new.status),
    format('%s %s the invitation to "%s".', coalesce(nullif(p.full_name, ''), 'A creator'), new.status, c.name),
    jsonb_build_object('invitation_id', new.id, 'campaign_id', new.campaign_id)
  )
  from public.campaigns as c
  inner join public.user_profiles as p on p.id = new.creator_user_id
  where c.id = new.campaign_id;
  return null;
end
$$;
comment on function app.notify_on_invitation_accepted() is
'AFTER UPDATE of status on campaign_invitations, accepted or declined: tells the brand.';

create function app.notify_on_content_submission() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify_brand(
    new.brand_id, 'campaign', 'submissions', 'content_submitted', 'Content waits for your review',
    format(
      '%s submitted content for "%s" (revision %s).',
      coalesce(nullif(p.full_name, ''), 'A creator'), c.name, new.revision
    ),
    jsonb_build_object('submission_id', new.id, 'campaign_id', new.campaign_id, 'revision', new.revision)
  )
  from public.campaigns as c
  inner join public.user_profiles as p on p.id = new.creator_user_id
  where c.id = new.campaign_id;
  return null;
end
$$;
comment on function app.notify_on_content_submission() is
'AFTER INSERT, and UPDATE of revision, on creator_submissions: tells the brand.';

create function app.notify_on_submission_review() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify(
    new.creator_user_id, 'submissions', 'submission_' || new.decision,
    case new.decision
      when 'approved' then 'Your content was approved'
      when 'rejected' then 'Your content was rejected'
      else 'Changes were requested'
    end,
    format('"%s": %s', c.name, coalesce(nullif(new.feedback, ''), new.decision)),
    jsonb_build_object('submission_id', new.submission_id, 'campaign_id', new.campaign_id, 'review_id', new.id)
  )
  from public.campaigns as c
  where c.id = new.campaign_id;
  return null;
end
$$;
comment on function app.notify_on_submission_review() is 'AFTER INSERT on submission_reviews: tells the creator.';

grant execute on function
app.notify_on_invitation_sent(), app.notify_on_invitation_accepted(), app.notify_on_content_submission(),
app.notify_on_submission_review()
to app_owner;
reset role;

create trigger after_invitation_sent after insert on campaign_invitations
referencing new table as new_rows
for each statement execute function app.notify_on_invitation_sent();
create trigger after_invitation_accepted after update of status on campaign_invitations
for each row when (old.status = 'pending' and new.status in ('accepted', 'declined'))
execute function app.notify_on_invitation_accepted();
create trigger after_content_submission after insert on creator_submissions
for each row execute function app.notify_on_content_submission();
create trigger after_content_revision after update of revision on creator_submissions
for each row when (new.revision > old.revision) execute function app.notify_on_content_submission();
create trigger after_submission_review after insert on submission_reviews
for each row execute function app.notify_on_submission_review();

-- migrate:down
set local lock_timeout = '3s';
drop trigger after_submission_review on submission_reviews;
drop trigger after_content_revision on creator_submissions;
drop trigger after_content_submission on creator_submissions;
drop trigger after_invitation_accepted on campaign_invitations;
drop trigger after_invitation_sent on campaign_invitations;
set local role app_internal;
drop function app.notify_on_submission_review();
drop function app.notify_on_content_submission();
drop function app.notify_on_invitation_accepted();
drop function app.notify_on_invitation_sent();
reset role;
