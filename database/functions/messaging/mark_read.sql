-- Marks only move forward, so they may come in any order; the count is taken anew over what lies behind the mark.
create or replace function app.mark_read(conversation_id uuid, seq bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  conversation constant public.conversations := app.lock_conversation(conversation_id, reads_only => true);
  own_side constant text := app.reading_side(conversation.brand_id, conversation.person_user_id);
  before public.conversation_members;
  own public.conversation_members;
begin
  perform app.require_written(conversation, seq);
  before := app.own_member(conversation, own_side);
  update public.conversation_members as m set
    last_read_seq = greatest(m.last_read_seq, mark_read.seq),
    last_read_at = case when mark_read.seq > m.last_read_seq then now() else m.last_read_at end,
    last_delivered_seq = greatest(m.last_delivered_seq, mark_read.seq),
    unread_count = app.count_unread(m.conversation_id, m.user_id, greatest(m.last_read_seq, mark_read.seq)),
    marked_unread = false
  where m.conversation_id = conversation.id and m.user_id = auth.uid()
    and (mark_read.seq > m.last_read_seq or m.marked_unread)
  returning m.* into own;
  if (own.unread_count, own.marked_unread) is distinct from (before.unread_count, before.marked_unread)
    and own.user_id is not null
  then
    perform app.tell_of_unread(own);
  end if;
  if app.move_marks(conversation, own_side, mark_read.seq, mark_read.seq) then
    perform app.queue_event(jsonb_build_object(
      'type', 'conversation.read', 'conversation_id', conversation.id, 'seq', mark_read.seq
    ));
  end if;
end
$$;

comment on function app.mark_read(uuid, bigint) is
'The actor has read up to that message; never backwards. Raises IG003, IZ007.';

grant execute on function app.mark_read(uuid, bigint) to authenticated, admin;
