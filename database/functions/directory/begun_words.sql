-- What is asked for twice is asked for once: of two words of which one begins with the other, the longer says both. The
-- longest come first, as the fewest have them; each lookup of a beginning reads all words that begin so.
create or replace function app.begun_words(search text, first integer, last integer) returns text
language sql immutable parallel safe
begin atomic
with words as materialized (
  select distinct w.word from unnest(app.name_words(search)) as w (word)
),

longest as (
  select
    w.word,
    row_number() over (order by length(w.word) desc, w.word) as place
  from words as w
  where not exists (
    select from words as o
    where o.word <> w.word and starts_with(o.word, w.word)
  )
)

select string_agg('''w:' || l.word || ''':*', ' & ' order by l.place)
from longest as l
where l.place between begun_words.first and begun_words.last;
end;

comment on function app.begun_words(text, integer, integer) is
'Text of a tsquery for beginnings of a name''s words (app.directory_terms): from the first to the last longest of them, each '
'once; NULL for none.';
