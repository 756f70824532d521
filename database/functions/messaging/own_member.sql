-- Who has no row yet has nothing unread: they begin behind the last message. Whoever goes at this moment either is gone by
-- now, or waits for us and takes this row along (app.part_with_members).
create or replace function app.own_member(conversation public.conversations, side text)
returns public.conversation_members
language plpgsql security definer set search_path = '' as $$
declare
  own public.conversation_members;
begin
  select m.* into own from public.conversation_members as m
  where m.conversation_id = conversation.id and m.user_id = auth.uid();
  if own.user_id is null then
    perform from public.brand_memberships as m
    where m.brand_id = conversation.brand_id and m.user_id = auth.uid() and m.status = 'active' for share of m;
    if not found and side = 'brand' then
      raise exception using errcode = 'IG003', message = 'not there any more', detail = '{}';
    end if;
    insert into public.conversation_members (
      conversation_id, user_id, brand_id, person_user_id, side, joined_seq, last_read_seq, last_delivered_seq,
      notified_seq
    ) values (
      conversation.id, auth.uid(), conversation.brand_id, conversation.person_user_id, own_member.side,
      conversation.last_seq, conversation.last_seq, conversation.last_seq, conversation.last_seq
    ) returning * into own;
  end if;
  return own;
end
$$;

comment on function app.own_member(public.conversations, text) is
'The actor''s row in a conversation that is locked; made where there is none. Raises IG003.';
