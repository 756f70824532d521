-- The key makes it once for each day and stage, also for a date that was moved and moved back. A clock that stood still for
-- longer than a week tells of no old delay.
create or replace function app.remind_of_due_dates(
  as_of timestamptz, after_participant uuid, after_deliverable uuid, batch integer,
  out reminded integer, out last_participant uuid, out last_deliverable uuid
)
language sql security definer set search_path = '' as $$
  with clock as (
    select
      (as_of at time zone 'UTC')::date as today,
      ((as_of + app.setting_interval('due_date_notice_days', 'days')) at time zone 'UTC')::date as horizon
  ),
  due as (
    select d.*, case when d.due_date < k.today then 'late' when d.due_date = k.today then 'today' else 'soon' end as stage
    from clock as k inner join public.due_deliverables as d on d.due_date between k.today - 7 and k.horizon
    where after_participant is null or (d.participant_id, d.deliverable_id) > (after_participant, after_deliverable)
    order by d.participant_id, d.deliverable_id limit batch
  ),
  told as (
    insert into public.notifications (user_id, category, type, title, message, metadata, deduplication_key)
    select
      d.creator_user_id, 'submissions', case d.stage when 'late' then 'deliverable_late' else 'deliverable_due' end,
      case d.stage
        when 'late' then 'Your content is late' when 'today' then 'Your content is due today' else 'Your content is due soon'
      end,
      format(
        '"%s" waits for %s of %s (%s). %s due by the end of %s (UTC).', c.name, d.quantity - d.handed_in, d.quantity,
        replace(d.deliverable_type, '_', ' '), case d.stage when 'late' then 'It was' else 'It is' end, d.due_date
      ),
      jsonb_build_object(
        'campaign_id', d.campaign_id, 'campaign_name', c.name, 'participant_id', d.participant_id,
        'deliverable_id', d.deliverable_id, 'due_date', d.due_date
      ),
      concat_ws(' ', 'due', d.stage, d.deliverable_id, d.due_date)
    from due as d inner join public.campaigns as c on c.id = d.campaign_id
    on conflict (user_id, deduplication_key) where deduplication_key is not null do nothing
    returning 1
  )
  select
    (select count(*)::integer from told),
    (select d.participant_id from due as d order by d.participant_id desc, d.deliverable_id desc limit 1),
    (select d.deliverable_id from due as d order by d.participant_id desc, d.deliverable_id desc limit 1)
$$;

comment on function app.remind_of_due_dates(timestamptz, uuid, uuid, integer) is
'Tells creators what is due soon, today, or late, once each: of the next batch behind that participant and deliverable. '
'last_*: the last ones looked at, NULL when there are no more.';

grant execute on function app.remind_of_due_dates(timestamptz, uuid, uuid, integer) to service;
