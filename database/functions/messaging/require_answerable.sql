-- 0 is before the first message: one may have read up to there, and there is nothing to answer.
create or replace function app.require_answerable(conversation public.conversations, seq bigint) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if seq is not null then
    perform app.require_written(conversation, nullif(seq, 0));
  end if;
end
$$;

comment on function app.require_answerable(public.conversations, bigint) is
'Raises IZ007 where a conversation has no message of that number that could be answered; NULL: none is.';
