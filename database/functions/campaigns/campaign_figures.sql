-- migrate:up
set local lock_timeout = '3s';

-- Ten thousand campaigns that move in one hour: what follows is computed for the set, not campaign by campaign.
set local role app_internal;
create or replace function app.row_key(row_data jsonb, key_columns text[]) returns text
language sql stable set search_path = ''
return concat_ws(':', row_data ->> key_columns[1], row_data ->> key_columns[2], row_data ->> key_columns[3]);
comment on function app.row_key(jsonb, text[]) is
'The key of a row as text, its columns (three at most) joined by a colon.';

create or replace function app.audit_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  key_columns constant text[] := string_to_array(tg_argv[0], ',');
  secret_columns constant text[] := tg_argv[1:];
  context constant jsonb := app.audit_context();
begin
  if tg_op = 'INSERT' then
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.insert', tg_table_name, app.row_key(n.after, key_columns),
      context || jsonb_build_object('after', n.after - secret_columns)
    from (select to_jsonb(new_rows) as after from new_rows) as n;
  elsif tg_op = 'DELETE' then
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.delete', tg_table_name, app.row_key(o.before, key_columns),
      context || jsonb_build_object('before', o.before - secret_columns)
    from (select to_jsonb(old_rows) as before from old_rows) as o;
  else
    -- Materialized: each row becomes jsonb once, not once for every time that it is named.
    with o as materialized (select to_jsonb(old_rows) as before from old_rows),
    n as materialized (select to_jsonb(new_rows) as after from new_rows)
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.update', tg_table_name, app.row_key(n.after, key_columns),
      context || jsonb_build_object('before', o.before - secret_columns, 'after', n.after - secret_columns)
    from n inner join o on app.row_key(o.before, key_columns) = app.row_key(n.after, key_columns)
    where o.before - 'updated_at' <> n.after - 'updated_at';
  end if;
  return null;
end
$$;

create function app.campaign_figures(ids uuid[])
returns table (campaign_id uuid, brand_id uuid, figures jsonb)
language sql stable security definer set search_path = ''
set plan_cache_mode = 'force_custom_plan' -- a plan for ten campaigns is no plan for a thousand
as $$
  with invitations as (
    select k.campaign_id, jsonb_object_agg(k.status, k.number) as by_status
    from (
      select i.campaign_id, i.status, count(*) as number from public.campaign_invitations as i
      where i.campaign_id = any(ids) group by i.campaign_id, i.status
    ) as k
    group by k.campaign_id
  ),
  participants as (
    select k.campaign_id, jsonb_object_agg(k.status, k.number) as by_status
    from (
      select p.campaign_id, p.status, count(*) as number from public.campaign_participants as p
      where p.campaign_id = any(ids) group by p.campaign_id, p.status
    ) as k
    group by k.campaign_id
  ),
  submissions as (
    select k.campaign_id, jsonb_object_agg(k.status, k.number) as by_status
    from (
      select s.campaign_id, s.status, count(*) as number from public.creator_submissions as s
      where s.campaign_id = any(ids) group by s.campaign_id, s.status
    ) as k
    group by k.campaign_id
  ),
  traffic as (
    select t.campaign_id, sum(t.total_clicks) as clicks, sum(t.total_conversions) as conversions
    from public.tracking_aggregates as t where t.campaign_id = any(ids) group by t.campaign_id
  )
  select
    c.id, c.brand_id,
    jsonb_build_object(
      'status', c.status, 'currency', c.currency, 'budget_total', c.budget_total,
      'budget_reserved', c.budget_reserved, 'budget_spent', c.budget_spent,
      'invitations', coalesce(i.by_status, '{}'), 'participants', coalesce(p.by_status, '{}'),
      'submissions', coalesce(s.by_status, '{}'), 'clicks', coalesce(t.clicks, 0),
      'conversions', coalesce(t.conversions, 0)
    )
  from public.campaigns as c
  left join invitations as i on i.campaign_id = c.id
  left join participants as p on p.campaign_id = c.id
  left join submissions as s on s.campaign_id = c.id
  left join traffic as t on t.campaign_id = c.id
  where c.id = any(ids)
$$;
comment on function app.campaign_figures(uuid[]) is
'Budgets in minor units; invitations, participants and submissions by status; clicks and conversions.';

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
  insert into public.campaign_snapshots (campaign_id, brand_id, kind, snapshot_date, figures)
  select f.campaign_id, f.brand_id, 'completion', (now() at time zone 'UTC')::date, f.figures
  from app.campaign_figures(array( -- as they are now, after the releases
    select n.id from new_rows as n inner join old_rows as o on o.id = n.id
    where n.status = 'completed' and o.status <> 'completed'
  )) as f;
  return null;
end
$$;

create or replace function app.take_daily_snapshots(as_of timestamptz, after_id uuid, batch integer) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  due constant uuid[] := array(
    select c.id from public.campaigns as c
    where c.status in ('active', 'paused') and (after_id is null or c.id > after_id)
    order by c.id limit batch
  );
  today constant date := (as_of at time zone 'UTC')::date;
begin
  insert into public.campaign_snapshots (campaign_id, brand_id, kind, snapshot_date, figures)
  select f.campaign_id, f.brand_id, 'daily', today, f.figures
  from app.campaign_figures(array(
    select d.id from unnest(due) as d (id)
    where not exists (
      select from public.campaign_snapshots as s
      where s.campaign_id = d.id and s.kind = 'daily' and s.snapshot_date = today
    )
  )) as f
  on conflict on constraint campaign_snapshot_is_taken_once do nothing;
  return due[cardinality(due)];
end
$$;
drop function app.campaign_figures(public.campaigns);
reset role;

-- Most e-mails wait: only those that a provider has taken are looked up by its id.
drop index notification_deliveries_by_provider;
create index notification_deliveries_by_provider on notification_deliveries (provider_id)
where provider_id is not null;

-- migrate:down
set local lock_timeout = '3s';
drop index notification_deliveries_by_provider;
create index notification_deliveries_by_provider on notification_deliveries (provider_id);
set local role app_internal;
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

create or replace function app.take_daily_snapshots(as_of timestamptz, after_id uuid, batch integer) returns uuid
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
  insert into public.campaign_snapshots (campaign_id, brand_id, kind, snapshot_date, figures)
  select c.id, c.brand_id, 'completion', (now() at time zone 'UTC')::date, app.campaign_figures(c)
  from new_rows as n
  inner join old_rows as o on o.id = n.id
  inner join public.campaigns as c on c.id = n.id -- as it is now, after the releases
  where n.status = 'completed' and o.status <> 'completed';
  return null;
end
$$;
drop function app.campaign_figures(uuid[]);

create or replace function app.audit_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  key_columns constant text[] := string_to_array(tg_argv[0], ',');
  secret_columns constant text[] := tg_argv[1:];
  context constant jsonb := app.audit_context();
begin
  if tg_op = 'INSERT' then
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.insert', tg_table_name, app.row_key(n.after, key_columns),
      context || jsonb_build_object('after', n.after - secret_columns)
    from (select to_jsonb(new_rows) as after from new_rows) as n;
  elsif tg_op = 'DELETE' then
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.delete', tg_table_name, app.row_key(o.before, key_columns),
      context || jsonb_build_object('before', o.before - secret_columns)
    from (select to_jsonb(old_rows) as before from old_rows) as o;
  else
    insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
    select
      auth.uid(), tg_table_name || '.update', tg_table_name, app.row_key(n.after, key_columns),
      context || jsonb_build_object('before', o.before - secret_columns, 'after', n.after - secret_columns)
    from (select to_jsonb(new_rows) as after from new_rows) as n
    inner join (select to_jsonb(old_rows) as before from old_rows) as o
      on app.row_key(o.before, key_columns) = app.row_key(n.after, key_columns)
    where o.before - 'updated_at' <> n.after - 'updated_at';
  end if;
  return null;
end
$$;

create or replace function app.row_key(row_data jsonb, key_columns text[]) returns text
language sql immutable set search_path = ''
return array_to_string(array(select row_data ->> k from unnest(key_columns) as k), ':');
comment on function app.row_key(jsonb, text[]) is 'The key of a row as text, its columns joined by a colon.';
reset role;
