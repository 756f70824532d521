-- After the row and not before it: a trigger before it would answer who may not write the row at all, and so tell them who
-- takes part. A stranger is refused exactly as somebody who does not exist.
create or replace function app.require_linked_creator() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.campaign_invitations as i
  left join public.campaign_participants as p on p.invitation_id = i.id
  where i.campaign_id = new.campaign_id and i.creator_user_id = new.creator_user_id
    and (i.status = 'pending' or i.status = 'accepted' and p.status is distinct from 'inactive');
  if not found then
    raise exception using
      errcode = 'foreign_key_violation', constraint = 'tracking_links_belong_to_a_creator',
      message = 'not a creator of this campaign';
  end if;
  return null;
end
$$;

comment on function app.require_linked_creator() is
'AFTER INSERT on tracking_links: a link is for who is invited or takes part. Breaks tracking_links_belong_to_a_creator.';

grant execute on function app.require_linked_creator() to app_owner;

create or replace trigger require_linked_creator after insert on tracking_links
for each row when (new.creator_user_id is not null) execute function app.require_linked_creator();
