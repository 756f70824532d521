-- Batch after batch by id, and a campaign once a day: a run that died is simply repeated.
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

comment on function app.take_daily_snapshots(timestamptz, uuid, integer) is
'Today''s figures of the next running campaigns after after_id; the last id looked at, NULL when there are no more.';

grant execute on function app.take_daily_snapshots(timestamptz, uuid, integer) to service;
