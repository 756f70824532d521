-- What follows when a campaign is over hangs on the row: whoever changes the status, the trigger sees to it.
create or replace function app.settle_ended_campaigns() returns trigger
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
  perform app.close_email_invitation(e.id, 'lapsed', 'campaign_ended')
  from new_rows as n
  inner join old_rows as o on o.id = n.id
  inner join public.email_invitations as e on e.campaign_id = n.id
  where n.status in ('completed', 'cancelled') and o.status <> n.status and e.status = 'pending';
  insert into public.campaign_snapshots (campaign_id, brand_id, kind, snapshot_date, figures)
  select f.campaign_id, f.brand_id, 'completion', (now() at time zone 'UTC')::date, f.figures
  from app.campaign_figures(array( -- as they are now, after the releases
    select n.id from new_rows as n inner join old_rows as o on o.id = n.id
    where n.status = 'completed' and o.status <> 'completed'
  )) as f;
  return null;
end
$$;

comment on function app.settle_ended_campaigns() is
'AFTER UPDATE on campaigns, statement level: completed and cancelled ones let go of invitations, participants '
'and money; completed ones leave a snapshot.';

grant execute on function app.settle_ended_campaigns() to app_owner;

-- After notify_status, by its name: people are told while participants are still active.
create or replace trigger settle_ended after update on campaigns
referencing old table as old_rows new table as new_rows
for each statement execute function app.settle_ended_campaigns();
