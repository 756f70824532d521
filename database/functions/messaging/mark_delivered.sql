create or replace function app.mark_delivered(conversation_id uuid, seq bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  conversation constant public.conversations := app.lock_conversation(conversation_id, reads_only => true);
  own_side constant text := app.reading_side(conversation.brand_id, conversation.person_user_id);
begin
  perform app.require_written(conversation, seq);
  perform app.own_member(conversation, own_side);
  update public.conversation_members as m set last_delivered_seq = mark_delivered.seq
  where m.conversation_id = conversation.id and m.user_id = auth.uid() and m.last_delivered_seq < mark_delivered.seq;
  perform app.move_marks(conversation, own_side, 0, mark_delivered.seq);
end
$$;

comment on function app.mark_delivered(uuid, bigint) is
'Up to that message a device of the actor has got them; never backwards. Raises IG003, IZ007.';

grant execute on function app.mark_delivered(uuid, bigint) to authenticated, admin;
