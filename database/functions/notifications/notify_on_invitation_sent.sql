-- Who is told what, whoever writes the row: these triggers only tell; money and status are moved by functions.
create or replace function app.notify_on_invitation_sent() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify(
    n.creator_user_id, 'campaigns', 'invitation_sent', 'You are invited to a campaign',
    format('%s invites you to "%s".', b.name, c.name),
    app.offer_facts(n.id, false, n.agreed_amount, n.message)
  )
  from new_rows as n
  inner join public.campaigns as c on c.id = n.campaign_id
  inner join public.brand_profiles as b on b.id = n.brand_id;
  return null;
end
$$;

comment on function app.notify_on_invitation_sent() is 'AFTER INSERT on campaign_invitations: tells the creators.';

grant execute on function app.notify_on_invitation_sent() to app_owner;

create or replace trigger after_invitation_sent after insert on campaign_invitations
referencing new table as new_rows
for each statement execute function app.notify_on_invitation_sent();
