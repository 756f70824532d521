create or replace function app.set_member(conversation_id uuid, changes jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  conversation constant public.conversations := app.lock_conversation(conversation_id, reads_only => true);
  before constant public.conversation_members := app.own_member(
    conversation, app.reading_side(conversation.brand_id, conversation.person_user_id)
  );
  own public.conversation_members;
begin
  update public.conversation_members as m set
    muted_until = case when changes ? 'muted_until' then (changes ->> 'muted_until')::timestamptz else m.muted_until end,
    archived_at = case
      when changes -> 'archived' = 'true' then coalesce(m.archived_at, now())
      when changes -> 'archived' = 'false' then null
      else m.archived_at end,
    marked_unread = coalesce((changes ->> 'marked_unread')::boolean, m.marked_unread)
  where m.conversation_id = conversation.id and m.user_id = auth.uid()
  returning m.* into own;
  if (own.marked_unread, own.archived_at is null) is distinct from (before.marked_unread, before.archived_at is null) then
    perform app.tell_of_unread(own);
  end if;
end
$$;

comment on function app.set_member(uuid, jsonb) is
'Changes what a conversation is to the actor: {muted_until, archived, marked_unread}, those that are there. Raises IG003.';

grant execute on function app.set_member(uuid, jsonb) to authenticated, admin;
