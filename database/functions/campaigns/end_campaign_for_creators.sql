-- migrate:up
set local lock_timeout = '3s';

-- What follows when a participant goes or a campaign is over. Whoever changes the status, the triggers see to it.
set local role app_internal;

create function app.remove_participant(participant_id uuid, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  participant public.campaign_participants;
  campaign public.campaigns;
  submission uuid;
begin
  select p.* into participant from public.campaign_participants as p where p.id = remove_participant.participant_id;
  perform app.require_manager(participant.brand_id, participant.creator_user_id);
  campaign := app.lock_campaign(participant.campaign_id);
  update public.campaign_participants as p set status = 'inactive', removal_reason = reason
  where p.id = participant.id and p.status = 'active';
  if not found then
    raise exception using
      errcode = 'IC014', message = 'only who is active can be removed',
      detail = jsonb_build_object('status', participant.status)::text;
  end if;
  for submission in
    select s.id from public.creator_submissions as s
    where s.participant_id = participant.id and s.status = 'pending_review' order by s.id
  loop
    perform app.review_submission(submission, 'rejected', coalesce(nullif(reason, ''), 'You were removed.'), null);
  end loop;
  update public.creator_submissions as s set status = 'rejected'
  where s.participant_id = participant.id and s.status = 'changes_requested';
  perform app.release_budget(participant.id);
  perform app.notify(
    participant.creator_user_id, 'campaigns', 'participant_removed', 'You no longer take part in a campaign',
    format('You were removed from "%s". %s', campaign.name, reason),
    jsonb_build_object('campaign_id', campaign.id, 'participant_id', participant.id)
  );
end
$$;
comment on function app.remove_participant(uuid, text) is
'Active → inactive: what waits is rejected, what is unspent goes back to the wallet. Raises IG003, IM005, IC014.';

create function app.campaign_figures(campaign public.campaigns) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- PL/pgSQL keeps the plan: a thousand campaigns that end together are planned once.
  return jsonb_build_object(
    'status', campaign.status, 'currency', campaign.currency, 'budget_total', campaign.budget_total,
    'budget_reserved', campaign.budget_reserved, 'budget_spent', campaign.budget_spent,
    'invitations', (
      select coalesce(jsonb_object_agg(counted.status, counted.number), '{}')
      from (
        select i.status, count(*) as number from public.campaign_invitations as i
        where i.campaign_id = campaign.id group by i.status
      ) as counted
    ),
    'participants', (
      select coalesce(jsonb_object_agg(counted.status, counted.number), '{}')
      from (
        select p.status, count(*) as number from public.campaign_participants as p
        where p.campaign_id = campaign.id group by p.status
      ) as counted
    ),
    'submissions', (
      select coalesce(jsonb_object_agg(counted.status, counted.number), '{}')
      from (
        select s.status, count(*) as number from public.creator_submissions as s
        where s.campaign_id = campaign.id group by s.status
      ) as counted
    ),
    'clicks', (
      select coalesce(sum(t.total_clicks), 0) from public.tracking_aggregates as t where t.campaign_id = campaign.id
    ),
    'conversions', (
      select coalesce(sum(t.total_conversions), 0) from public.tracking_aggregates as t
      where t.campaign_id = campaign.id
    )
  );
end
$$;
comment on function app.campaign_figures(public.campaigns) is
'Budgets in minor units; invitations, participants and submissions by status; clicks and conversions.';

create function app.end_campaign_for_creators(campaign_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  held record;
begin
  update public.campaign_invitations as i set status = 'expired'
  where i.campaign_id = end_campaign_for_creators.campaign_id and i.status = 'pending';
  update public.campaign_participants as p
  set status = case c.status when 'completed' then 'completed' else 'inactive' end
  from public.campaigns as c
  where c.id = p.campaign_id and p.campaign_id = end_campaign_for_creators.campaign_id and p.status = 'active';
  for held in
    select
      r.participant_id, r.amount - r.spent - r.released as unspent,
      coalesce((
        select sum(app.unit_amount(s.participant_id, s.deliverable_id, s.unit))
        from public.creator_submissions as s
        where s.participant_id = r.participant_id and s.status = 'pending_review'
      ), 0) as awaited
    from public.campaign_budget_reservations as r
    where r.campaign_id = end_campaign_for_creators.campaign_id and r.status = 'held'
    order by r.participant_id
  loop
    -- What waits for review was delivered in time: it stays reserved until the brand has decided.
    perform app.release_budget(held.participant_id, greatest(held.unspent - held.awaited, 0)::bigint);
  end loop;
end
$$;
comment on function app.end_campaign_for_creators(uuid) is
'Invitations expire, participants end, and the reservation is released but for what waits for review.';

create function app.settle_ended_campaigns() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  ended uuid;
begin
  for ended in
    -- Brand by brand, so that two passes take the wallets of several brands in one order.
    select n.id from new_rows as n inner join old_rows as o on o.id = n.id
    where n.status in ('completed', 'cancelled') and o.status <> n.status
      and exists (select from public.campaign_invitations as i where i.campaign_id = n.id)
    order by n.brand_id, n.id
  loop
    perform app.end_campaign_for_creators(ended);
  end loop;
  insert into public.campaign_snapshots (campaign_id, brand_id, kind, snapshot_date, figures)
  select c.id, c.brand_id, 'completion', (now() at time zone 'UTC')::date, app.campaign_figures(c)
  from new_rows as n
  inner join old_rows as o on o.id = n.id
  inner join public.campaigns as c on c.id = n.id -- as it is now, after the releases
  where n.status = 'completed' and o.status <> 'completed';
  return null;
end
$$;
comment on function app.settle_ended_campaigns() is
'AFTER UPDATE on campaigns, statement level: completed and cancelled ones let go of invitations, participants '
'and money; completed ones leave a snapshot.';

create function app.notify_on_campaign_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  with changed as (
    select n.id, n.brand_id, n.name, n.status, o.status as from_status
    from new_rows as n inner join old_rows as o on o.id = n.id
    where n.status <> o.status
  ),
  told as (
    -- The brand hears of what nobody of it did; the creators hear of what concerns them.
    select c.id, c.name, c.status, m.user_id
    from changed as c
    inner join public.brand_memberships as m on m.brand_id = c.brand_id and m.status = 'active'
    where coalesce(current_setting('request.reason', true), '') <> '' and exists (
      select from public.brand_user_roles as r
      inner join public.tenant_role_rules as rule on rule.role = r.role
      where r.brand_id = m.brand_id and r.user_id = m.user_id and rule.permission = 'campaign'
    )
    union
    select c.id, c.name, c.status, p.creator_user_id
    from changed as c
    inner join public.campaign_participants as p on p.campaign_id = c.id and p.status = 'active'
  )
  insert into public.notifications (user_id, category, type, title, message, metadata)
  select
    t.user_id, 'campaigns',
    case t.status when 'active' then 'campaign_activated' else 'campaign_' || t.status end,
    case t.status when 'active' then 'A campaign is active' else 'A campaign is ' || t.status end,
    format('"%s" is now %s.', t.name, t.status),
    jsonb_build_object('campaign_id', t.id, 'status', t.status)
  from told as t;
  return null;
end
$$;
comment on function app.notify_on_campaign_status() is
'AFTER UPDATE on campaigns, statement level: tells active participants, and the brand of what happened by itself.';

create function app.notify_on_invitation_expired() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify(
    n.creator_user_id, 'campaigns', 'invitation_expired', 'An invitation has expired',
    format('Your invitation to "%s" has expired.', c.name),
    jsonb_build_object('invitation_id', n.id, 'campaign_id', n.campaign_id)
  )
  from new_rows as n
  inner join old_rows as o on o.id = n.id
  inner join public.campaigns as c on c.id = n.campaign_id
  where n.status = 'expired' and o.status <> 'expired';
  return null;
end
$$;
comment on function app.notify_on_invitation_expired() is
'AFTER UPDATE on campaign_invitations, statement level: tells the creators.';

create function app.take_daily_snapshots(as_of timestamptz, after_id uuid, batch integer) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  last_id uuid;
begin
  with due as (
    select c.id from public.campaigns as c
    where c.status in ('active', 'paused') and (after_id is null or c.id > after_id)
    order by c.id limit batch
  ),
  taken as (
    insert into public.campaign_snapshots (campaign_id, brand_id, kind, snapshot_date, figures)
    select c.id, c.brand_id, 'daily', (as_of at time zone 'UTC')::date, app.campaign_figures(c)
    from due inner join public.campaigns as c on c.id = due.id
    where not exists (
      select from public.campaign_snapshots as s
      where s.campaign_id = c.id and s.kind = 'daily' and s.snapshot_date = (as_of at time zone 'UTC')::date
    )
    on conflict on constraint campaign_snapshot_is_taken_once do nothing
  )
  select max(due.id::text)::uuid into last_id from due;
  return last_id;
end
$$;
comment on function app.take_daily_snapshots(timestamptz, uuid, integer) is
'Today''s figures of the next running campaigns after after_id; the last id looked at, NULL when there are no more.';

grant execute on function
app.settle_ended_campaigns(), app.notify_on_campaign_status(), app.notify_on_invitation_expired()
to app_owner;
grant execute on function app.take_daily_snapshots(timestamptz, uuid, integer) to service;
grant execute on function app.remove_participant(uuid, text) to authenticated, admin;
reset role;

-- In the order of their names: people are told while participants are still active, then all is settled.
create trigger notify_status after update on campaigns
referencing old table as old_rows new table as new_rows
for each statement execute function app.notify_on_campaign_status();
create trigger settle_ended after update on campaigns
referencing old table as old_rows new table as new_rows
for each statement execute function app.settle_ended_campaigns();
create trigger after_invitation_expired after update on campaign_invitations
referencing old table as old_rows new table as new_rows
for each statement execute function app.notify_on_invitation_expired();

-- migrate:down
set local lock_timeout = '3s';
drop trigger after_invitation_expired on campaign_invitations;
drop trigger settle_ended on campaigns;
drop trigger notify_status on campaigns;
set local role app_internal;
drop function app.take_daily_snapshots(timestamptz, uuid, integer);
drop function app.notify_on_invitation_expired();
drop function app.notify_on_campaign_status();
drop function app.settle_ended_campaigns();
drop function app.end_campaign_for_creators(uuid);
drop function app.campaign_figures(public.campaigns);
drop function app.remove_participant(uuid, text);
reset role;
