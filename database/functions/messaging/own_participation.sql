create or replace function app.own_participation(participant_id uuid) returns public.campaign_participants
language plpgsql stable security definer set search_path = '' as $$
declare
  participant public.campaign_participants;
begin
  select p.* into participant from public.campaign_participants as p where p.id = own_participation.participant_id;
  if participant.id is null then
    raise exception using errcode = 'IG003', message = 'no such participation', detail = '{}';
  end if;
  perform app.conversation_side(participant.brand_id, participant.creator_user_id);
  return participant;
end
$$;

comment on function app.own_participation(uuid) is
'A participation of the actor''s, or of a brand whose campaigns they run. Raises IG003, IM005.';
