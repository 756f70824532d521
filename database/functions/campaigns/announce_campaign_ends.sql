-- Deadlines remind before they fall. Marked and told in one statement: nobody hears it twice.
create or replace function app.announce_campaign_ends(as_of timestamptz, batch integer) returns integer
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
        format('"%s" ends on %s.', m.name, m.timeline_end),
        jsonb_build_object('campaign_id', m.id, 'campaign_name', m.name)
      ) as number,
      (
        select count(app.notify(
          p.creator_user_id, 'campaigns', 'campaign_ends_soon', 'A campaign ends soon',
          format('"%s" ends on %s.', m.name, m.timeline_end),
          jsonb_build_object('campaign_id', m.id, 'campaign_name', m.name)
        ))
        from public.campaign_participants as p where p.campaign_id = m.id and p.status = 'active'
      ) as creators
    from marked as m
  )
  select count(told.number + told.creators)::integer from told
$$;

comment on function app.announce_campaign_ends(timestamptz, integer) is
'Tells brand and participants, once, that a campaign is about to end.';

grant execute on function app.announce_campaign_ends(timestamptz, integer) to service;
