-- Whoever makes it, for a creator who takes part and has no link yet it is theirs.
create or replace function app.show_link_of_participant() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.campaign_participants as p set tracking_link = new.id
  where p.campaign_id = new.campaign_id and p.creator_user_id = new.creator_user_id and p.status = 'active'
    and p.tracking_link is null;
  return null;
end
$$;

comment on function app.show_link_of_participant() is
'AFTER INSERT on tracking_links: the participant''s own link, where there is none yet.';

grant execute on function app.show_link_of_participant() to app_owner;

create or replace trigger show_link_of_participant after insert on tracking_links
for each row when (new.creator_user_id is not null) execute function app.show_link_of_participant();
