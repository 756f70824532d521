-- What was offered about an invitation ends with it, however that ends. By statement, because many expire at once.
create or replace function app.end_offers() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.campaign_negotiations as n set status = 'withdrawn', answered_at = now()
  from new_rows as i
  where n.invitation_id = i.id and n.status = 'proposed' and i.status <> 'pending';
  return null;
end
$$;

comment on function app.end_offers() is
'AFTER UPDATE on campaign_invitations, statement level: open offers about what is answered, expired or withdrawn are withdrawn.';

grant execute on function app.end_offers() to app_owner;

create or replace trigger end_offers after update on campaign_invitations
referencing new table as new_rows
for each statement execute function app.end_offers();
