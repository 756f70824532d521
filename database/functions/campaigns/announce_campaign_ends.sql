-- migrate:up
set local lock_timeout = '3s';

-- Deadlines remind before they fall, and act when they have.
set local role app_internal;

create function app.setting_interval(key text, unit text) returns interval
language sql stable set search_path = ''
return ((app.setting(key) #>> '{}') || ' ' || unit)::interval;
comment on function app.setting_interval(text, text) is 'A setting that counts days or hours, as an interval.';

create function app.announce_invitation_deadlines(as_of timestamptz, batch integer) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    select i.id from public.campaign_invitations as i
    where i.status = 'pending' and i.reminded_at is null and i.expires_at > as_of
      and i.expires_at <= as_of + app.setting_interval('invitation_notice_hours', 'hours')
      and i.invited_at < i.expires_at - app.setting_interval('invitation_notice_hours', 'hours')
    order by i.expires_at limit batch for no key update skip locked
  ),
  marked as (
    update public.campaign_invitations as i set reminded_at = as_of from due where i.id = due.id
    returning i.id, i.creator_user_id, i.campaign_id, i.expires_at
  ),
  told as (
    select app.notify(
      m.creator_user_id, 'campaigns', 'invitation_expires_soon', 'An invitation expires soon',
      format('Your invitation to "%s" expires on %s UTC.', c.name, to_char(m.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')),
      jsonb_build_object('invitation_id', m.id, 'campaign_id', m.campaign_id)
    ) as notification
    from marked as m inner join public.campaigns as c on c.id = m.campaign_id
  )
  select count(told.notification)::integer from told
$$;
comment on function app.announce_invitation_deadlines(timestamptz, integer) is
'Tells creators whose invitation is about to expire, once; not where it was that short from the start.';

create function app.remind_of_reviews(as_of timestamptz, batch integer) returns integer
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
      jsonb_build_object('submission_id', m.id, 'campaign_id', m.campaign_id)
    ) as number
    from marked as m inner join public.campaigns as c on c.id = m.campaign_id
  )
  select count(told.number)::integer from told
$$;
comment on function app.remind_of_reviews(timestamptz, integer) is 'Tells brands of reviews that are late, once per revision.';

create function app.approve_late_reviews(as_of timestamptz, batch integer, out approved integer, out errors integer)
language plpgsql security definer set search_path = '' as $$
declare
  late uuid;
begin
  approved := 0;
  errors := 0;
  for late in
    select s.id from public.creator_submissions as s
    inner join public.campaigns as c on c.id = s.campaign_id
    where s.status = 'pending_review' and c.auto_approve_late_reviews
      and s.submitted_at <= as_of - app.setting_interval('review_auto_approve_hours', 'hours')
    order by s.submitted_at limit batch
  loop
    begin
      perform app.review_submission(late, 'approved', 'Approved because the time for a review was over.', null);
      approved := approved + 1;
    exception when others then
      -- Somebody decided meanwhile, or this one cannot be paid: it must not hold back the others.
      raise warning 'late review of %: %', late, sqlerrm;
      errors := errors + 1;
    end;
  end loop;
end
$$;
comment on function app.approve_late_reviews(timestamptz, integer) is
'Approves what its brand did not review in time, where the campaign says so.';

create function app.announce_campaign_ends(as_of timestamptz, batch integer) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    select c.id from public.campaigns as c
    where c.status in ('active', 'paused') and c.end_announced_at is null
      and c.timeline_end > (as_of at time zone 'UTC')::date
      and c.timeline_end <= ((as_of + app.setting_interval('campaign_end_notice_days', 'days')) at time zone 'UTC')::date
    order by c.timeline_end limit batch for no key update skip locked
  ),
  marked as (
    update public.campaigns as c set end_announced_at = as_of from due where c.id = due.id
    returning c.id, c.brand_id, c.name, c.timeline_end
  ),
  told as (
    select
      app.notify_brand(
        m.brand_id, 'campaign', 'campaigns', 'campaign_ends_soon', 'A campaign ends soon',
        format('"%s" ends on %s.', m.name, m.timeline_end), jsonb_build_object('campaign_id', m.id)
      ) as number,
      (
        select count(app.notify(
          p.creator_user_id, 'campaigns', 'campaign_ends_soon', 'A campaign ends soon',
          format('"%s" ends on %s.', m.name, m.timeline_end), jsonb_build_object('campaign_id', m.id)
        ))
        from public.campaign_participants as p where p.campaign_id = m.id and p.status = 'active'
      ) as creators
    from marked as m
  )
  select count(told.number + told.creators)::integer from told
$$;
comment on function app.announce_campaign_ends(timestamptz, integer) is
'Tells brand and participants, once, that a campaign is about to end.';

create function app.announce_low_budgets() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.low_budget_announced_at := now();
  perform app.notify_brand(
    new.brand_id, 'campaign', 'payments', 'budget_low', 'The budget of a campaign runs low',
    format('Less than %s percent of the budget of "%s" are left.',
      trim_scale(round((app.setting('low_budget_basis_points') #>> '{}')::numeric / 100, 2)), new.name),
    jsonb_build_object('campaign_id', new.id, 'left', new.budget_total - new.budget_reserved - new.budget_spent)
  );
  return new;
end
$$;
comment on function app.announce_low_budgets() is 'BEFORE UPDATE of a campaign''s spending: tells the brand, once.';

create function app.budget_is_low(campaign public.campaigns) returns boolean
language sql stable security definer set search_path = ''
return campaign.budget_total > 0
and campaign.budget_total - campaign.budget_reserved - campaign.budget_spent
< campaign.budget_total * (app.setting('low_budget_basis_points') #>> '{}')::numeric / 10000;
comment on function app.budget_is_low(public.campaigns) is 'Whether less is left than the setting says.';

grant execute on function app.announce_low_budgets() to app_owner;
grant execute on function
app.announce_invitation_deadlines(timestamptz, integer), app.remind_of_reviews(timestamptz, integer),
app.approve_late_reviews(timestamptz, integer), app.announce_campaign_ends(timestamptz, integer)
to service;
reset role;

create trigger announce_low_budget before update of budget_reserved, budget_spent on campaigns
for each row when (
  new.low_budget_announced_at is null
  and new.budget_reserved + new.budget_spent > old.budget_reserved + old.budget_spent
  and app.budget_is_low(new)
)
execute function app.announce_low_budgets();

-- migrate:down
set local lock_timeout = '3s';
drop trigger announce_low_budget on campaigns;
set local role app_internal;
drop function app.budget_is_low(public.campaigns);
drop function app.announce_low_budgets();
drop function app.announce_campaign_ends(timestamptz, integer);
drop function app.approve_late_reviews(timestamptz, integer);
drop function app.remind_of_reviews(timestamptz, integer);
drop function app.announce_invitation_deadlines(timestamptz, integer);
drop function app.setting_interval(text, text);
reset role;
