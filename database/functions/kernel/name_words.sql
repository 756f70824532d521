-- A name is found however it is typed: without case and accents, by the beginnings of its words, in any script. The
-- letters in the list have no parts that could be taken off. Marks of other scripts are vowels, and stay.
create or replace function app.name_words(name text) returns text[]
language sql immutable strict parallel safe set search_path = ''
return array(
  select w.word
  from regexp_split_to_table(
    translate(
      replace(replace(replace(
        regexp_replace(
          lower(normalize(name, nfkd) collate pg_c_utf8), '[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]', '', 'g'
        ), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
      'łøđıħŧð', 'lodihtd'
    ), '[[:space:][:punct:]]+'
  ) with ordinality as w (word, place)
  where w.word <> ''
  order by w.place
);

comment on function app.name_words(text) is
'The words of a name, as the directory compares them: lower case, without accents and punctuation, in their order.';

grant execute on function app.name_words(text) to app_owner;
