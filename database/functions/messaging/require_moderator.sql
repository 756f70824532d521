-- Who decides what becomes of somebody's words has not written them, and stands on neither side.
create or replace function app.require_moderator(conversation public.conversations, writer uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not auth.is_privileged() or auth.uid() is null then
    raise exception using errcode = 'IM005', message = 'for administrators', detail = '{}';
  elsif conversation.id is null then
    raise exception using errcode = 'IG003', message = 'no such thing', detail = '{}';
  elsif writer = auth.uid() or not app.is_neutral(conversation.brand_id, conversation.person_user_id) then
    raise exception using errcode = 'IK033', message = 'who decides belongs to a side', detail = '{}';
  end if;
end
$$;

comment on function app.require_moderator(public.conversations, uuid) is
'For an administrator who neither wrote this nor belongs to a side of the conversation. Raises IM005, IG003, IK033.';
