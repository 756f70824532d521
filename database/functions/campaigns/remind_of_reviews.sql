-- A revision takes reminded_at back, hence once per revision. Marked and told in one statement.
create or replace function app.remind_of_reviews(as_of timestamptz, batch integer) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    select s.id from public.creator_submissions as s
    where s.status = 'pending_review' and s.reminded_at is null
      and s.submitted_at <= as_of - app.setting_interval('review_reminder_hours', 'hours')
    order by s.submitted_at limit batch for no key update skip locked
  ),
  marked as (
    update public.creator_submissions as s set reminded_at = as_of from due where s.id = due.id
    returning s.id, s.brand_id, s.campaign_id
  ),
  told as (
    select app.notify_brand(
      m.brand_id, 'campaign', 'submissions', 'review_late', 'A creator waits for your review',
      format('Content for "%s" has waited for your review for %s hours.', c.name, app.setting('review_reminder_hours')),
      jsonb_build_object('submission_id', m.id, 'campaign_id', m.campaign_id, 'campaign_name', c.name)
    ) as number
    from marked as m inner join public.campaigns as c on c.id = m.campaign_id
  )
  select count(told.number)::integer from told
$$;

comment on function app.remind_of_reviews(timestamptz, integer) is
'Tells brands of reviews that are late, once per revision.';

grant execute on function app.remind_of_reviews(timestamptz, integer) to service;
