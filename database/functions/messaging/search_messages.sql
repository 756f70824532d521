-- Definer, because with policies each row would be read before its words are looked at: so what the policies of messages
-- say is said here again. The statement is made for each call, so that a few own messages are read, and of many those that
-- an index finds. What is looked for is an argument and never part of a statement; websearch_to_tsquery takes any text.
create or replace function app.search_messages(search text, conversation_id uuid, at_most integer)
returns table (
  id uuid, found_in uuid, seq bigint, side text, sender_user_id uuid, created_at timestamptz, snippet text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  wanted constant text := btrim(search);
  seen constant text := case
    when not auth.is_privileged() then '(m.brand_id = any($1) or m.person_user_id = $2)'
    when auth.looks_because() is not null then 'true'
    else '(m.brand_id is null or m.brand_id = any($1) or m.person_user_id = $2)'
  end;
begin
  if not coalesce(length(wanted) between 2 and 100 and app.is_written(wanted), false)
    or not coalesce(at_most between 1 and 100, false)
  then
    raise exception using
      errcode = 'IZ015', message = 'nothing to search for',
      detail = jsonb_build_object('shortest', 2, 'longest', 100)::text;
  end if;
  return query execute format(
    'select f.id, f.conversation_id, f.seq, f.side, f.sender_user_id, f.created_at, app.message_snippet(f.body, $4, $5) '
    'from (select m.* from public.messages as m where m.redacted_at is null and m.body <> ''[erased]'' and %s and %s '
    'and (to_tsvector(''pg_catalog.simple'', m.body) @@ $5 or m.body ilike $6) order by m.id desc limit $7) as f '
    'order by f.id desc',
    seen, case when conversation_id is null then 'true' else 'm.conversation_id = $3' end
  ) using auth.brand_ids(), auth.uid(), conversation_id, wanted, websearch_to_tsquery('pg_catalog.simple', wanted),
    '%' || regexp_replace(wanted, '([\\%_])', '\\\1', 'g') || '%', at_most;
end
$$;

comment on function app.search_messages(text, uuid, integer) is
'Messages that the actor may see with these words, or this part of a text, newest first, at most 100; of one conversation, or '
'of all (NULL). What was redacted or erased is not found. Raises IZ015.';

grant execute on function app.search_messages(text, uuid, integer) to authenticated, admin;
