create or replace function app.message_snippet(body text, wanted text, words tsquery) returns text
language sql immutable parallel safe set search_path = ''
return (
  select case
    when at.place > 0
      then case when at.place > 61 then '…' else '' end || substr(body, greatest(1, at.place - 60), 200)
        || case when length(body) > greatest(1, at.place - 60) + 199 then '…' else '' end
    else left(ts_headline(
      'pg_catalog.simple', body, words,
      'MaxFragments=1, MaxWords=35, MinWords=15, ShortWord=0, StartSel="", StopSel="", FragmentDelimiter=" … "'
    ), 262)
  end
  from (select strpos(lower(body), lower(wanted)) as place) as at
);

comment on function app.message_snippet(text, text, tsquery) is
'What stands around the first place of a message with what was looked for, as plain text of at most 262 characters.';
