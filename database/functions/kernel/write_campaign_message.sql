-- For code of the release before. It stands on tables alone where that release was rolled back to, as then the functions of
-- messages are gone: who has no row in the conversation yet gets it with the next message.
create or replace function app.write_campaign_message() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  conversation public.conversations;
  written public.messages;
  own_side text;
begin
  select case
    when p.creator_user_id = auth.uid() and p.campaign_id = any(auth.creator_current_campaign_ids()) then 'person'
    when p.brand_id = any(auth.campaign_brand_ids()) then 'brand' end
  into own_side
  from public.campaign_participants as p
  where p.id = new.participant_id and new.sender_user_id = auth.uid()
    and (p.campaign_id, p.brand_id, p.creator_user_id) = (new.campaign_id, new.brand_id, new.creator_user_id);
  if own_side is null then
    raise exception using errcode = 'insufficient_privilege', message = 'nobody writes here but both sides, for themselves';
  end if;
  insert into public.conversations (kind, subject_id, brand_id, person_user_id, created_by)
  values ('campaign', new.participant_id, new.brand_id, new.creator_user_id, auth.uid())
  on conflict do nothing;
  select c.* into conversation from public.conversations as c
  where c.participant_id = new.participant_id and c.closed_at is null for no key update;
  if to_regproc('app.put_message') is not null then
    written := app.put_message(conversation, auth.uid(), own_side, gen_random_uuid(), 'text', new.body, '{}', null, '{}');
  else
    insert into public.messages (
      conversation_id, seq, brand_id, person_user_id, sender_user_id, side, client_id, body
    ) values (
      conversation.id, conversation.last_seq + 1, conversation.brand_id, conversation.person_user_id, auth.uid(),
      own_side, gen_random_uuid(), new.body
    ) returning * into written;
    update public.conversations as c set last_seq = written.seq, last_message_at = now() where c.id = conversation.id;
    update public.conversation_members as m set unread_count = m.unread_count + 1
    where m.conversation_id = conversation.id and m.user_id <> auth.uid();
  end if;
  select v.* into new from public.campaign_messages as v where v.id = written.id;
  return new;
end
$$;

comment on function app.write_campaign_message() is
'INSTEAD OF INSERT on campaign_messages: a message of the conversation about the participation. Raises 42501.';

grant execute on function app.write_campaign_message() to app_owner;
