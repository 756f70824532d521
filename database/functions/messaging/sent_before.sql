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
    m.seq, null::uuid as held_id, case when m.redacted_at is null then m.body else sent_before.body end as body, m.reply_to_seq,
    array(
      select a.id from public.message_attachments as a
      where a.conversation_id = m.conversation_id and a.seq = m.seq order by a.id
    ) as files
  into earlier
  from public.messages as m
  where m.conversation_id = sent_before.conversation_id and m.sender_user_id = auth.uid()
    and m.client_id = sent_before.client_id;
  if not found then
    select
      null::bigint as seq, h.id as held_id, h.body, h.reply_to_seq,
      array(select f.id from unnest(h.attachment_ids) as f (id) order by f.id) as files
    into earlier
    from public.held_messages as h
    where h.conversation_id = sent_before.conversation_id and h.sender_user_id = auth.uid()
      and h.client_id = sent_before.client_id;
  end if;
  if not found then
    return;
  end if;
  if (earlier.body, earlier.reply_to_seq) is distinct from (sent_before.body, sent_before.reply_to_seq)
    or earlier.files <> array(select f.id from unnest(sent_before.attachment_ids) as f (id) order by f.id)
  then
    raise exception using errcode = 'IZ005', message = 'something else had this client id', detail = '{}';
  end if;
  seq := earlier.seq;
  held_id := earlier.held_id;
end
$$;

comment on function app.sent_before(uuid, uuid, text, uuid[], bigint) is
'What the actor''s client id became already: the number of a message, or the id of one that was kept back. Files are compared '
'in any order. Raises IG003, IM005, IZ005.';

grant execute on function app.sent_before(uuid, uuid, text, uuid[], bigint) to authenticated, admin;
