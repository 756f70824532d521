-- A day ends for all creators at one moment: the brand hears it once a deliverable, not once a creator.
create or replace function app.announce_late_deliverables(
  as_of timestamptz, after_deliverable uuid, batch integer, out announced integer, out last_deliverable uuid
)
language sql security definer set search_path = '' as $$
  with late as (
    select d.deliverable_id, d.campaign_id, d.brand_id, d.deliverable_type, d.due_date, count(*) as creators
    from public.due_deliverables as d
    where d.due_date between (as_of at time zone 'UTC')::date - 7 and (as_of at time zone 'UTC')::date - 1
      and (after_deliverable is null or d.deliverable_id > after_deliverable)
    group by d.deliverable_id, d.campaign_id, d.brand_id, d.deliverable_type, d.due_date
    order by d.deliverable_id limit batch
  ),
  told as (
    insert into public.notifications (user_id, category, type, title, message, metadata, deduplication_key)
    select
      member, 'submissions', 'deliverable_late', 'Content is late',
      format(
        '%s for "%s" (%s), due on %s.', case l.creators when 1 then '1 creator is late' else l.creators || ' creators are late' end,
        c.name, replace(l.deliverable_type, '_', ' '), l.due_date
      ),
      jsonb_build_object(
        'campaign_id', l.campaign_id, 'campaign_name', c.name, 'deliverable_id', l.deliverable_id, 'due_date', l.due_date
      ),
      concat_ws(' ', 'due', 'late', l.deliverable_id, l.due_date)
    from late as l
    inner join public.campaigns as c on c.id = l.campaign_id
    cross join app.members_with(l.brand_id, 'campaign') as member
    on conflict (user_id, deduplication_key) where deduplication_key is not null do nothing
    returning 1
  )
  select
    (select count(*)::integer from told),
    (select l.deliverable_id from late as l order by l.deliverable_id desc limit 1)
$$;

comment on function app.announce_late_deliverables(timestamptz, uuid, integer) is
'Tells brands how many creators are late with a deliverable, once each: of the next batch behind that one. '
'last_deliverable: the last one looked at, NULL when there are no more.';

grant execute on function app.announce_late_deliverables(timestamptz, uuid, integer) to service;
