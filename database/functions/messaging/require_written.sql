create or replace function app.require_written(conversation public.conversations, seq bigint) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if (seq between 0 and conversation.last_seq) is not true then
    raise exception using
      errcode = 'IZ007', message = 'no such message',
      detail = jsonb_build_object('last_seq', conversation.last_seq)::text;
  end if;
end
$$;

comment on function app.require_written(public.conversations, bigint) is
'Raises IZ007 where a conversation has no message of that number yet; 0 is before the first.';
