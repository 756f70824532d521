-- Between both as a message of whoever acts, so that it is new to the other side only. The caller has locked the deal: the
-- conversation comes behind it, as nobody who writes in one waits for a deal. A mail about it went out already.
create or replace function app.show_offer(deal public.deals, body text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  conversation public.conversations;
  message public.messages;
begin
  select c.* into conversation from public.conversations as c
  where c.deal_id = deal.id and c.closed_at is null for no key update;
  if not found then
    return; -- a deal of a release that opened none
  end if;
  message := app.put_message(
    conversation, auth.uid(), case
      when auth.uid() is null then 'system' when auth.uid() = deal.creator_user_id then 'person' else 'brand' end,
    null, 'offer', body, jsonb_build_object('deal_id', deal.id, 'status', deal.status), null, '{}'
  );
  update public.conversation_members as m set notified_seq = message.seq
  where m.conversation_id = conversation.id and greatest(m.last_read_seq, m.notified_seq) >= message.seq - 1;
end
$$;

comment on function app.show_offer(public.deals, text) is
'A message of kind offer in the conversation about a deal, with {deal_id, status}; nothing where there is none that is open.';
