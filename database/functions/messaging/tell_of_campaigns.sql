create or replace function app.tell_of_campaigns() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.queue_event(jsonb_build_object('type', 'campaign.status', 'campaign_id', n.campaign_id))
  from (select distinct r.campaign_id from new_rows as r) as n;
  return null;
end
$$;

comment on function app.tell_of_campaigns() is
'AFTER INSERT on campaign_history, statement level: an event campaign.status for each campaign.';

grant execute on function app.tell_of_campaigns() to app_owner;

create or replace trigger tell_of_campaigns after insert on campaign_history
referencing new table as new_rows
for each statement execute function app.tell_of_campaigns();
