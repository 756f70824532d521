-- Who is told what, whoever writes the row: these triggers only tell; money and status are moved by functions.
create or replace function app.notify_on_campaign_status() returns trigger
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
    jsonb_build_object('campaign_id', t.id, 'campaign_name', t.name, 'status', t.status)
  from told as t;
  return null;
end
$$;

comment on function app.notify_on_campaign_status() is
'AFTER UPDATE on campaigns, statement level: tells active participants, and the brand of what happened by itself.';

grant execute on function app.notify_on_campaign_status() to app_owner;

-- In the order of their names: people are told while participants are still active, then all is settled.
create or replace trigger notify_status after update on campaigns
referencing old table as old_rows new table as new_rows
for each statement execute function app.notify_on_campaign_status();
