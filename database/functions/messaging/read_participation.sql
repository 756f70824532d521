-- One reads for their whole side here, and is told how much nobody had read until then: so it is counted under the lock.
create or replace function app.read_participation(participant_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  participant constant public.campaign_participants := app.own_participation(participant_id);
  own_side constant text := app.conversation_side(participant.brand_id, participant.creator_user_id);
  talk uuid;
  conversation public.conversations;
  waited integer;
  total integer := 0;
begin
  -- All of them before what is one's own in any: so nobody who holds the second waits for that.
  perform from public.conversations as c
  where c.participant_id = participant.id and c.last_seq > 0 order by c.id for no key update;
  for talk in
    select c.id from public.conversations as c
    where c.participant_id = participant.id and c.last_seq > 0 order by c.id
  loop
    conversation := app.lock_conversation(talk);
    select count(*)::integer into waited from public.messages as m
    where m.conversation_id = talk and m.sender_user_id is not null and m.side <> own_side
      and m.seq > case own_side when 'person' then conversation.person_read_seq else conversation.team_read_seq end;
    perform app.mark_read(talk, conversation.last_seq);
    total := total + waited;
  end loop;
  return total;
end
$$;

comment on function app.read_participation(uuid) is
'The actor has read what was written about a participation; how many messages of the other side nobody of theirs had read. '
'Raises IG003, IM005.';

grant execute on function app.read_participation(uuid) to authenticated, admin;
