-- Of the conversation, whoever writes: an administrator who releases a message writes for somebody else.
-- What both agreed to do together goes on, whoever has blocked whom: then there are muting and reports. An offer is not
-- agreed to yet: else anybody would write past a block by making one before it.
create or replace function app.require_writable(conversation public.conversations) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if conversation.closed_at is not null then
    raise exception using
      errcode = 'IZ001', message = 'the conversation is closed',
      detail = jsonb_build_object('closed_at', conversation.closed_at)::text;
  elsif app.are_blocked(conversation.brand_id, conversation.person_user_id)
    and not exists (
      select from public.deals as d where d.id = conversation.deal_id and d.status = 'active'
    ) and not exists (
      select from public.campaign_participants as p
      where p.id = conversation.participant_id and p.status = 'active'
    )
  then
    raise exception using errcode = 'IZ002', message = 'one side has blocked the other', detail = '{}';
  end if;
end
$$;

comment on function app.require_writable(public.conversations) is 'Raises IZ001 (closed), IZ002 (blocked).';
