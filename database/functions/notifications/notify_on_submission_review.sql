-- Who is told what, whoever writes the row: these triggers only tell; money and status are moved by functions.
create or replace function app.notify_on_submission_review() returns trigger
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
    jsonb_build_object(
      'submission_id', new.submission_id, 'campaign_id', new.campaign_id, 'review_id', new.id,
      'campaign_name', c.name, 'from_name', b.name
    )
  )
  from public.campaigns as c inner join public.brand_profiles as b on b.id = c.brand_id
  where c.id = new.campaign_id;
  return null;
end
$$;

comment on function app.notify_on_submission_review() is 'AFTER INSERT on submission_reviews: tells the creator.';

grant execute on function app.notify_on_submission_review() to app_owner;

create or replace trigger after_submission_review after insert on submission_reviews
for each row execute function app.notify_on_submission_review();
