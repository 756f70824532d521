create or replace function app.require_answerable(conversation public.conversations, seq bigint) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if seq > conversation.last_seq or seq < 1 then
    raise exception using
      errcode = 'IZ007', message = 'no such message',
      detail = jsonb_build_object('last_seq', conversation.last_seq)::text;
  end if;
end
$$;

comment on function app.require_answerable(public.conversations, bigint) is
'Raises IZ007 where a conversation has no message of that number that could be answered; NULL: none is.';
