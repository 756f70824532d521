-- What is asked again is answered as at first, whatever rules say by now. A text that is shown no more cannot be compared.
create or replace function app.sent_before(
  conversation_id uuid, client_id uuid, body text, attachment_ids uuid[], reply_to_seq bigint,
  out seq bigint, out held_id uuid
)
language plpgsql stable security definer set search_path = '' as $$
declare
  earlier record;
begin
  perform app.conversation_side(c.brand_id, c.person_user_id)
  from (select) as always
  left join public.conversations as c on c.id = sent_before.conversation_id;
  select
    m.seq as number, null::uuid as waits, case when m.redacted_at is null then m.body else sent_before.body end as body,
    array(
      select a.id from public.message_attachments as a where a.conversation_id = m.conversation_id and a.seq = m.seq
    ) as files,
    m.reply_to_seq as answers
  into earlier
  from public.messages as m
  where m.conversation_id = sent_before.conversation_id and m.sender_user_id = auth.uid()
    and m.client_id = sent_before.client_id;
  if not found then
    select null::bigint as number, h.id as waits, h.body, h.attachment_ids as files, h.reply_to_seq as answers into earlier
    from public.held_messages as h
    where h.conversation_id = sent_before.conversation_id and h.sender_user_id = auth.uid()
      and h.client_id = sent_before.client_id;
  end if;
  if not found then
    return;
  elsif earlier.body is distinct from sent_before.body
    or earlier.answers is distinct from nullif(sent_before.reply_to_seq, 0)
    or not (earlier.files @> coalesce(attachment_ids, '{}') and earlier.files <@ coalesce(attachment_ids, '{}'))
  then
    raise exception using errcode = 'IZ005', message = 'another message had this client id', detail = '{}';
  end if;
  seq := earlier.number;
  held_id := earlier.waits;
end
$$;

comment on function app.sent_before(uuid, uuid, text, uuid[], bigint) is
'What the actor''s client id became already: the number of a message, or the id of one that was kept back. The text, the '
'files and what it answers must be the same. Raises IG003, IM005, IZ005.';

grant execute on function app.sent_before(uuid, uuid, text, uuid[], bigint) to authenticated, admin;
