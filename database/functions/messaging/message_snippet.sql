-- Cut into words is only the part around the first of the words: a text is as long as its writer likes.
create or replace function app.message_snippet(body text, wanted text, words tsquery) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  low constant text := lower(body);
  place integer := strpos(low, lower(wanted));
begin
  if place > 0 then
    return case when place > 61 then '…' else '' end || substr(body, greatest(1, place - 60), 200)
      || case when length(body) > greatest(1, place - 60) + 199 then '…' else '' end;
  end if;
  select min(strpos(low, w.word)) into place
  from regexp_split_to_table(lower(wanted), '[^[:alnum:]]+') as w (word)
  where w.word <> '' and strpos(low, w.word) > 0;
  return left(ts_headline(
    'pg_catalog.simple', substr(body, greatest(1, coalesce(place, 1) - 200), 2000), words,
    'MaxFragments=1, MaxWords=35, MinWords=15, ShortWord=0, StartSel="", StopSel="", FragmentDelimiter=" … "'
  ), 262);
end
$$;

comment on function app.message_snippet(text, text, tsquery) is
'What stands around the first place of a message with what was looked for, as plain text of at most 262 characters.';
