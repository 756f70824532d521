-- By statement, as all that writes history: a pass of the clock is one insert.
create or replace function app.record_campaign_history() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.campaign_history (campaign_id, brand_id, from_status, to_status, reason, actor_user_id)
  select
    n.id, n.brand_id, o.status, n.status,
    coalesce(nullif(current_setting('request.reason', true), ''), 'user'), auth.uid()
  from new_rows as n inner join old_rows as o on o.id = n.id
  where o.status <> n.status;
  return null;
end
$$;

comment on function app.record_campaign_history() is
'AFTER UPDATE on campaigns: history; the setting request.reason tells schedule and budget_exhausted from user.';

grant execute on function app.record_campaign_history() to app_owner;

create or replace trigger record_history after update on campaigns
referencing old table as old_rows new table as new_rows
for each statement execute function app.record_campaign_history();
