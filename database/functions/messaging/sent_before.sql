-- What is asked again is answered as at first, whatever rules say by now. A text that is shown no more cannot be compared.
create or replace function app.sent_before(
  conversation_id uuid, client_id uuid, body text, out seq bigint, out held_id uuid
)
language plpgsql stable security definer set search_path = '' as $$
declare
  earlier text;
begin
  perform app.conversation_side(c.brand_id, c.person_user_id)
  from (select) as always
  left join public.conversations as c on c.id = sent_before.conversation_id;
  select m.seq, case when m.redacted_at is null then m.body else sent_before.body end into sent_before.seq, earlier
  from public.messages as m
  where m.conversation_id = sent_before.conversation_id and m.sender_user_id = auth.uid()
    and m.client_id = sent_before.client_id;
  if sent_before.seq is null then
    select h.id, h.body into sent_before.held_id, earlier
    from public.held_messages as h
    where h.conversation_id = sent_before.conversation_id and h.sender_user_id = auth.uid()
      and h.client_id = sent_before.client_id;
  end if;
  if earlier is distinct from sent_before.body and num_nonnulls(sent_before.seq, sent_before.held_id) > 0 then
    raise exception using errcode = 'IZ005', message = 'another text had this client id', detail = '{}';
  end if;
end
$$;

comment on function app.sent_before(uuid, uuid, text) is
'What the actor''s client id became already: the number of a message, or the id of one that was kept back. '
'Raises IG003, IM005, IZ005.';

grant execute on function app.sent_before(uuid, uuid, text) to authenticated, admin;
