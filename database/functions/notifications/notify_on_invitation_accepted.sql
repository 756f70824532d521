-- Who is told what, whoever writes the row: these triggers only tell; money and status are moved by functions.
create or replace function app.notify_on_invitation_accepted() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify_brand(
    new.brand_id, 'campaign', 'campaigns', 'invitation_' || new.status,
    format('An invitation was %s', new.status),
    format('%s %s the invitation to "%s".', coalesce(p.name, 'A creator'), new.status, c.name),
    jsonb_build_object(
      'invitation_id', new.id, 'campaign_id', new.campaign_id, 'campaign_name', c.name, 'from_name', p.name,
      'amount', new.agreed_amount, 'currency', c.currency
    )
  )
  from public.campaigns as c
  cross join app.creator_name(new.creator_user_id) as p (name)
  where c.id = new.campaign_id;
  return null;
end
$$;

comment on function app.notify_on_invitation_accepted() is
'AFTER UPDATE of status on campaign_invitations, accepted or declined: tells the brand.';

grant execute on function app.notify_on_invitation_accepted() to app_owner;

create or replace trigger after_invitation_accepted after update of status on campaign_invitations
for each row when (old.status = 'pending' and new.status in ('accepted', 'declined'))
execute function app.notify_on_invitation_accepted();
