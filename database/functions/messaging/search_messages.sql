-- Definer, because with policies each row would be read before its words are looked at: so what the policies of messages
-- say is said here again. What is looked for is an argument and never part of a statement; websearch_to_tsquery takes any
-- text. What many messages have is met soon on a walk back from the newest, which ends after a thousand messages or half a
-- million bytes: nobody makes it long for the others. What few have, the indexes find, each for itself: with one OR, each
-- text that the one index is not sure of would be cut into words again, which costs most of all.
create or replace function app.search_messages(search text, conversation_id uuid, at_most integer)
returns table (
  id uuid, found_in uuid, seq bigint, side text, sender_user_id uuid, created_at timestamptz, snippet text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  wanted constant text := btrim(search);
  words constant tsquery := websearch_to_tsquery('pg_catalog.simple', wanted);
  piece constant text := '%' || regexp_replace(wanted, '([\\%_])', '\\\1', 'g') || '%';
  own constant text := 'm.brand_id = any($1) or m.person_user_id = $2';
  seen constant text := case
    when not auth.is_privileged() then '(' || own || ')'
    when auth.looks_because() is not null then 'true'
    else '(m.brand_id is null or ' || own || ')'
  end || case when conversation_id is null then '' else ' and m.conversation_id = $3' end;
  newest constant text := case
    when conversation_id is not null then 'select m.* from public.messages as m where ' || seen || ' order by m.seq desc limit 1000'
    when not auth.is_privileged() then
      'select m.* from ('
      'select b.* from unnest($1) as brand (id) cross join lateral ('
      'select m.* from public.messages as m where m.brand_id = brand.id order by m.id desc limit 1000) as b '
      'union all (select m.* from public.messages as m where m.person_user_id = $2 order by m.id desc limit 1000)'
      ') as m order by m.id desc limit 1000'
  end;
  shown constant text := 'select m.id from (%s) as m where m.redacted_at is null and m.body <> ''[erased]'' and (%s) '
    'order by m.id desc limit $6';
  near constant text := 'select w.* from (select n.*, sum(octet_length(n.body)) over (order by n.id desc) as bytes '
    'from (%s) as n) as w where w.bytes <= 500000';
  has_piece constant text := 'm.body ilike $4';
  has_words constant text := 'to_tsvector(''pg_catalog.simple'', m.body) @@ $5';
  found uuid[];
begin
  if not coalesce(length(wanted) between 2 and 100 and app.is_written(wanted), false)
    or not coalesce(at_most between 1 and 100, false)
  then
    raise exception using
      errcode = 'IZ015', message = 'nothing to search for',
      detail = jsonb_build_object('shortest', 2, 'longest', 100)::text;
  end if;
  if newest is not null then
    execute 'select array_agg(f.id) from (' || format(shown, format(near, newest), has_piece || ' or ' || has_words) || ') as f'
    into found using auth.brand_ids(), auth.uid(), conversation_id, piece, words, at_most;
  end if;
  if coalesce(cardinality(found), 0) < at_most then
    execute format(
      'select array_agg(f.id) from (select u.id from ((%s) union (%s)) as u order by u.id desc limit $6) as f',
      format(shown, 'select m.* from public.messages as m where ' || seen, has_piece),
      format(shown, 'select m.* from public.messages as m where ' || seen, has_words)
    ) into found using auth.brand_ids(), auth.uid(), conversation_id, piece, words, at_most;
  end if;
  return query
  select m.id, m.conversation_id, m.seq, m.side, m.sender_user_id, m.created_at, app.message_snippet(m.body, wanted, words)
  from public.messages as m where m.id = any(found)
  order by m.id desc;
end
$$;

comment on function app.search_messages(text, uuid, integer) is
'Messages that the actor may see with these words, or this piece of a text, newest first, at most 100; of one conversation, '
'or of all (NULL). What was redacted or erased is not found. Raises IZ015.';

grant execute on function app.search_messages(text, uuid, integer) to authenticated, admin;
