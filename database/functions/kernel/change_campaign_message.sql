-- For code of the release before, whose app.erase_user blanks bodies after a roll-back; nobody else may change one.
create or replace function app.change_campaign_message() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  message public.messages;
begin
  select m.* into message from public.messages as m where m.id = old.id;
  if new.body <> old.body then
    update public.messages as m set body = new.body where m.id = old.id;
    return new;
  elsif not (old.creator_user_id = auth.uid() and not old.from_creator)
    and not (old.brand_id = any(auth.campaign_brand_ids()) and old.from_creator)
  then
    return null; -- as a policy would: no row of theirs
  end if;
  if to_regproc('app.mark_read') is not null then
    perform app.mark_read(message.conversation_id, message.seq);
  else
    update public.conversations as c set
      team_read_seq = case when old.from_creator then greatest(c.team_read_seq, message.seq) else c.team_read_seq end,
      person_read_seq = case when old.from_creator then c.person_read_seq else greatest(c.person_read_seq, message.seq) end
    where c.id = message.conversation_id;
    update public.conversation_members as m set
      last_read_seq = message.seq, last_read_at = now(), last_delivered_seq = greatest(m.last_delivered_seq, message.seq)
    where m.conversation_id = message.conversation_id and m.user_id = auth.uid() and m.last_read_seq < message.seq;
  end if;
  return new;
end
$$;

comment on function app.change_campaign_message() is
'INSTEAD OF UPDATE on campaign_messages: the receiver has read up to a message; erasure blanks it.';

grant execute on function app.change_campaign_message() to app_owner;
