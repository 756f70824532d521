-- Who is told what, whoever writes the row: these triggers only tell; money and status are moved by functions.
create or replace function app.notify_on_invitation_expired() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify_caused(
    n.invited_by, n.creator_user_id, 'campaigns', 'invitation_expired', 'An invitation has expired',
    format('Your invitation to "%s" has expired.', c.name),
    jsonb_build_object('invitation_id', n.id, 'campaign_id', n.campaign_id, 'campaign_name', c.name)
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

grant execute on function app.notify_on_invitation_expired() to app_owner;

create or replace trigger after_invitation_expired after update on campaign_invitations
referencing old table as old_rows new table as new_rows
for each statement execute function app.notify_on_invitation_expired();
