-- Who is told what, whoever writes the row: these triggers only tell; money and status are moved by functions.
create or replace function app.notify_on_content_submission() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify_brand(
    new.brand_id, 'campaign', 'submissions', 'content_submitted', 'Content waits for your review',
    format(
      '%s submitted content for "%s" (revision %s).',
      coalesce(p.name, 'A creator'), c.name, new.revision
    ),
    jsonb_build_object(
      'submission_id', new.id, 'campaign_id', new.campaign_id, 'revision', new.revision,
      'campaign_name', c.name, 'from_name', p.name
    )
  )
  from public.campaigns as c
  cross join app.creator_name(new.creator_user_id) as p (name)
  where c.id = new.campaign_id;
  return null;
end
$$;

comment on function app.notify_on_content_submission() is
'AFTER INSERT, and UPDATE of revision, on creator_submissions: tells the brand.';

grant execute on function app.notify_on_content_submission() to app_owner;

create or replace trigger after_content_submission after insert on creator_submissions
for each row execute function app.notify_on_content_submission();

create or replace trigger after_content_revision after update of revision on creator_submissions
for each row when (new.revision > old.revision) execute function app.notify_on_content_submission();
