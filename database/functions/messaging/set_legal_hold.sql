create or replace function app.set_legal_hold(conversation_id uuid, holds boolean, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  conversation public.conversations;
begin
  select c.* into conversation from public.conversations as c where c.id = set_legal_hold.conversation_id;
  perform app.require_moderator(conversation, null);
  update public.conversations as c set legal_hold = set_legal_hold.holds
  where c.id = set_legal_hold.conversation_id and c.legal_hold <> set_legal_hold.holds;
  if found then
    perform set_config('request.reason', set_legal_hold.reason, true);
    perform app.log_action(
      case when holds then 'conversations.hold' else 'conversations.unhold' end, 'conversations',
      set_legal_hold.conversation_id::text
    );
  end if;
end
$$;

comment on function app.set_legal_hold(uuid, boolean, text) is
'Whether nothing of a conversation may go, neither by age nor by erasure. Audited where it changes. '
'Raises IM005, IG003, IK033.';

grant execute on function app.set_legal_hold(uuid, boolean, text) to authenticated, admin;
