-- The door of a participation. It takes nothing from the limit on new conversations: both have agreed to work together.
create or replace function app.participation_conversation(participant_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  participant constant public.campaign_participants := app.own_participation(participant_id);
  found_id uuid;
begin
  select c.id into found_id from public.conversations as c
  where c.participant_id = participant.id and c.closed_at is null;
  if found_id is null then
    perform app.require_not_over('campaign', participant.id);
    found_id := (app.place_conversation(
      'campaign', participant.id, participant.brand_id, participant.creator_user_id, auth.uid()
    )).conversation_id;
  end if;
  return found_id;
end
$$;

comment on function app.participation_conversation(uuid) is
'The open conversation about a participation, for whoever may write there; made where there is none. Raises IG003, IM005, IZ001.';

grant execute on function app.participation_conversation(uuid) to authenticated, admin;
